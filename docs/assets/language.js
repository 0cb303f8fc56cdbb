// The language link leads to the section being read, not only to its page. Ids are the same in every language.
const headings = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")];

for (const link of document.querySelectorAll("header a[hreflang]")) {
  const page = link.href;
  link.addEventListener("click", () => {
    const reading = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    link.href = page + (reading && reading !== headings[0] ? `#${reading.id}` : "");
  });
}
