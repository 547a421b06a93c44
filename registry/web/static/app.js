// Quicker with it, whole without it: every page works when this never runs.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

document.addEventListener("submit", (event) => {
  const button = event.submitter || event.target.querySelector("button[type=submit]");
  if (!button || event.target.method !== "post" || "download" in button.dataset) return;
  // After the browser has taken the form, so that the button's own value still travels.
  setTimeout(() => button.setAttribute("aria-busy", "true"), 0);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
});

// A part of the menu closes when one turns away from it, or by Escape.
document.querySelectorAll(".menu").forEach((menu) => {
  const shut = () => menu.querySelectorAll("details[open]").forEach((part) => part.removeAttribute("open"));
  document.addEventListener("pointerdown", (event) => menu.contains(event.target) || shut());
  menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && shut());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.closest("details[open]")?.querySelector("summary").focus();
    shut();
  });
});

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
  });
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

document.querySelectorAll("[data-file]").forEach((place) => {
  const [input, button, name, error] = place.children;
  const most = parseInt(error.dataset.tooLarge.match(/\d+/)[0], 10) * 1024 * 1024;
  const nothing = name.textContent;
  const show = () => {
    const file = input.files[0];
    const isTooLarge = Boolean(file) && file.size > most;
    name.textContent = file ? file.name : nothing;
    error.hidden = !isTooLarge;
    error.textContent = isTooLarge ? error.dataset.tooLarge : "";
    return isTooLarge;
  };
  place.classList.add("file-ours");
  button.hidden = name.hidden = false;
  input.addEventListener("change", show);
  // A page gone back to may have kept the file.
  window.addEventListener("pageshow", show);
  input.form.addEventListener("submit", (event) => {
    if (!show()) return;
    event.preventDefault();
    event.stopPropagation();
    input.focus();
  });
});

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A page that shows progress names how many seconds to wait before it is looked at again.
const progress = document.querySelector("[data-refresh]");
if (progress) {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-refresh]");
      if (!fresh) return location.reload();
      progress.replaceChildren(...fresh.childNodes);
    } catch {
      // The line is weak: look again later.
    }
    setTimeout(look, Number(progress.dataset.refresh) * 1000);
  };
  setTimeout(look, Number(progress.dataset.refresh) * 1000);
}

// Where there is room beside the results, the ways of narrowing them stand open.
if (matchMedia("(min-width: 56rem)").matches) {
  document.querySelectorAll("[data-wide-open]").forEach((one) => { one.open = true; });
}
