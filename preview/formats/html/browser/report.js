// The script of the report. It runs in the browser, from the file itself: no library, no network.
import { graphOf } from "./graph.js";
import { filterOf } from "./verdict-filter.js";

for (const stack of document.querySelectorAll(".stack")) {
  const filter = filterOf(stack);
  graphOf(stack, filter);
}
tabs();
openWhatIsLinked();
printWhole();

/** One stack at a time, where there are several. */
function tabs() {
  const links = [...document.querySelectorAll(".tabs a")];
  if (links.length === 0) return;
  const show = (id) => {
    for (const link of links) link.toggleAttribute("aria-current", link.dataset.stack === id);
    for (const stack of document.querySelectorAll(".stack")) stack.hidden = stack.id !== id;
    dispatchEvent(new Event("resize"));
  };
  for (const link of links)
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset.stack);
      scrollTo(0, 0);
    });
  show(links[0].dataset.stack);
}

/** A link to a resource opens it. */
function openWhatIsLinked() {
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".resource-link")) setTimeout(open);
  });
  addEventListener("hashchange", open);
  open();
}

/** Paper has no triangles to click. */
function printWhole() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.rule:not([open]), details.coverage:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });
}
