// The switch goes round: as the browser prefers, light, dark. A cookie tells the server, so that the next page has
// the right colours from its first byte.

const ORDER = ["auto", "light", "dark"];
const YEAR_S = 31536000;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const root = document.documentElement;
  const tell = () => {
    button.title = button.dataset[root.dataset.theme];
  };
  button.hidden = false;
  tell();
  button.addEventListener("click", () => {
    root.dataset.theme = ORDER[(ORDER.indexOf(root.dataset.theme) + 1) % ORDER.length];
    document.cookie = `weir-theme=${root.dataset.theme}; path=/; max-age=${YEAR_S}; SameSite=Lax`;
    tell();
  });
}
