// Two comforts; every page is whole without them.
// 1. A figure of the report opens its source beside the text instead of leaving the page.
// 2. The list of late units gets a button that copies it.
"use strict";

const WIDE = window.matchMedia("(min-width: 62rem)");

function panel() {
  let found = document.getElementById("bang-nguon");
  if (!found) {
    found = document.createElement("section");
    found.id = "bang-nguon";
    found.className = "panel";
    found.tabIndex = -1;
    found.setAttribute("aria-label", "Nguồn số liệu");
    document.body.append(found);
  }
  return found;
}

// The text runs anew when the panel comes or goes; the figure that was clicked stays under the eye.
function keepInPlace(link, change) {
  const before = link?.getBoundingClientRect().top;
  change();
  if (link) window.scrollBy({ top: link.getBoundingClientRect().top - before, behavior: "instant" });
}

function close() {
  const open = document.getElementById("bang-nguon");
  if (!open) return;
  open.remove();
  const from = document.querySelector("a.so-lieu[aria-current]");
  keepInPlace(from, () => document.body.classList.remove("with-panel"));
  from?.removeAttribute("aria-current");
  from?.focus({ preventScroll: true });
}

function closer(address) {
  const row = document.createElement("p");
  row.className = "panel-top";
  const whole = document.createElement("a");
  whole.href = address;
  whole.textContent = document.documentElement.lang === "en" ? "Open as a page" : "Mở thành trang riêng";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-primary";
  button.textContent = document.documentElement.lang === "en" ? "Close (Esc)" : "Đóng (Esc)";
  button.addEventListener("click", close);
  row.append(whole, button);
  return row;
}

async function show(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  const source = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("nguon");
  if (!answer.ok || !source) {
    window.location.assign(link.href);
    return;
  }
  for (const marked of document.querySelectorAll("a.so-lieu[aria-current]")) marked.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  source.querySelector(".crumbs")?.remove();
  const place = panel();
  place.replaceChildren(closer(link.href), document.adoptNode(source));
  keepInPlace(link, () => document.body.classList.add("with-panel"));
  place.scrollTop = 0;
  place.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.so-lieu[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || !WIDE.matches) return;
  event.preventDefault();
  show(link).catch(() => window.location.assign(link.href));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

for (const area of document.querySelectorAll("textarea[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-primary copy";
  button.textContent = area.dataset.copy;
  button.addEventListener("click", async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = area.dataset.copied;
  });
  area.after(button);
}
