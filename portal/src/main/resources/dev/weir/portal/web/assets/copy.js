// <button data-copy="id"> copies the value of the field with that id, and says so.

const SAYS_SO_MS = 1600;

async function put(field) {
  // The clipboard is for secure pages; a first try on plain http has the older way.
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(field.value);
    return true;
  }
  field.focus();
  field.select();
  return document.execCommand("copy");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  // Once at a time: what it said before would be lost.
  if (!button || button.classList.contains("done")) {
    return;
  }
  const field = document.getElementById(button.dataset.copy);
  const copied = await put(field).catch(() => false);
  if (!copied) {
    field.focus();
    field.select();
    return;
  }
  const word = button.querySelector("span");
  const before = word.textContent;
  word.textContent = button.dataset.done;
  word.setAttribute("role", "status");
  button.classList.add("done");
  setTimeout(() => {
    word.textContent = before;
    word.removeAttribute("role");
    button.classList.remove("done");
  }, SAYS_SO_MS);
});

// A field that is there to be copied is selected whole.
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".copy-field input[readonly]")) {
    event.target.select();
  }
});
