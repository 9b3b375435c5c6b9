// <output for="id" data-example="{…}" data-ending=".mp4"> shows what the name in the field with that id would become.

for (const output of document.querySelectorAll("output[data-example]")) {
  const values = JSON.parse(output.dataset.example);
  document.getElementById(output.htmlFor.value)?.addEventListener("input", (event) => {
    const name = event.target.value.replace(/\{([A-Za-z]+)\}/g, (field, of) => values[of] ?? field);
    output.value = name + output.dataset.ending;
  });
}
