// What makes the pages live. Each module adds one behaviour to elements that ask for it by a data attribute;
// without any of them the pages still work.
import "./theme.js";
import "./copy.js";
import "./form.js";
import "./file.js";
import "./example.js";
import "./estimate.js";
import "./swap.js";
import "./zoom.js";
import { refresh } from "./clock.js";
import { follow } from "./live.js";

refresh(document);
follow();

// An open menu closes when attention goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
