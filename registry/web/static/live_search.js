// Shows what a search page finds while one types; without it, the same page answers at the press of the button.
"use strict";

document.querySelectorAll("form[data-live]").forEach((form) => {
  const input = form.querySelector("input[type=search]");
  const place = document.getElementById(form.dataset.live);
  let waiting = 0;
  let asked = 0;
  let wanted = input.defaultValue;

  const look = async () => {
    // The same answer once more would take the focus from whoever has gone on to it.
    if (input.value === wanted) return;
    wanted = input.value;
    const mine = ++asked;
    const address = `${form.action || location.pathname}`.split("?")[0] + `?q=${encodeURIComponent(wanted)}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(form.dataset.live);
      // A slow answer to an earlier word must not replace a later one.
      if (mine !== asked || !answer.ok || !found) return;
      place.replaceChildren(...found.childNodes);
      history.replaceState(null, "", address);
    } catch {
      wanted = null;
      // The line is weak: the button still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
  // What was typed before this ran.
  look();
});
