// The frame around the text: the language link, the menu, and addresses of passages where the browser knows none.

// The language link leads to the section being read, not only to its page. Ids are the same in every language.
const headings = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")];

for (const link of document.querySelectorAll("header a[hreflang]")) {
  const page = link.href;
  link.addEventListener("click", () => {
    const read = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    link.href = page + (read.length > 1 ? `#${read.at(-1).id}` : "");
  });
}

// The menu closes when the keyboard leaves it, or it would lie over what has the focus.
const menu = document.getElementById("menu");

if (menu?.hidePopover) {
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && menu.matches(":popover-open")) menu.hidePopover();
  });
}

// The way to a page's references unfolds them.
document.querySelector('a[href="#citer"]')?.addEventListener("click", () => {
  document.getElementById("citer").open = true;
});

// The next page, and one whose link is pointed at, are fetched ahead, so that they show at once; not by who saves data.
const ahead = new Set([location.pathname]);

function fetchAhead(link) {
  if (link?.origin !== location.origin || !link.pathname.endsWith("/") || ahead.has(link.pathname)) return;
  ahead.add(link.pathname);
  fetch(link.href, { priority: "low" }).catch(() => ahead.delete(link.pathname));
}

if (!navigator.connection?.saveData && !matchMedia("(prefers-reduced-data: reduce)").matches) {
  addEventListener("load", () => fetchAhead(document.querySelector("a[rel=next]")));
  document.addEventListener("pointerover", ({ target }) => fetchAhead(target.closest?.("a[href]")));
}

// How far one has come is drawn from now on.
addEventListener("load", () => document.documentElement.classList.add("laest"));

// Browsers that find passages (`#section:~:text=…`) take that part out of the address; in others it hides the section.
const [section, passage] = location.hash.slice(1).split(":~:");
if (passage) document.getElementById(section)?.scrollIntoView();
