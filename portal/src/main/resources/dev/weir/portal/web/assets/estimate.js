// <form data-estimate> shows what it would answer while one types: only the element with the id "estimate" is exchanged.

const PAUSE_MS = 250;

for (const form of document.querySelectorAll("form[data-estimate]")) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.getElementById("estimate").replaceWith(page.getElementById("estimate"));
        history.replaceState(null, "", address);
      }
    }, PAUSE_MS);
  });
}
