// <p data-file-for="id"> offers to read a small text file into the field with that id. The file itself is never sent.

const MOST_BYTES = 64 * 1024;

for (const offer of document.querySelectorAll("[data-file-for]")) {
  offer.hidden = false;
}

document.addEventListener("change", async (event) => {
  const offer = event.target.closest("[data-file-for]");
  const file = offer && event.target.files[0];
  if (file) {
    const field = document.getElementById(offer.dataset.fileFor);
    field.value = await file.slice(0, MOST_BYTES).text();
    field.focus();
    event.target.value = "";
  }
});
