// What was sent after the session had ended waits in this tab, and stands in the form again once its writer signs in.
"use strict";

(() => {
  const KEPT = "ocop-da-go";
  const SIGN_IN = "/dang-nhap";
  const TEXTUAL = ["text", "search", "email", "tel", "url", "number", "date", "textarea", "select-one", "checkbox", "radio"];
  const main = document.getElementById("main");
  const person = document.querySelector(".who span")?.textContent || "";
  const here = location.pathname + location.search;
  const controls = (form) => [...form.elements].filter((one) => one.name && TEXTUAL.includes(one.type));
  const valueOf = (one) => (one.type === "checkbox" || one.type === "radio" ? one.checked : one.value);
  const store = (kept) => { try { sessionStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* it is not kept, then */ } };
  const tell = (words) => {
    const note = document.createElement("div");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.append(Object.assign(document.createElement("p"), { textContent: words }));
    (main.querySelector("form") || main.firstElementChild).before(note);
  };
  const fill = (kept) => {
    const form = [...main.querySelectorAll("form[method=post]")].find((one) => {
      const names = controls(one).map((control) => control.name);
      return names.length === kept.typed.length && names.every((name, place) => name === kept.typed[place][0]);
    });
    if (!form) return;
    controls(form).forEach((one, place) => {
      if (one.type === "checkbox" || one.type === "radio") one.checked = kept.typed[place][1];
      else one.value = kept.typed[place][1];
    });
    const file = form.querySelector("input[type=file]") ? " Tệp thì phải chọn lại." : "";
    tell(`Phiên làm việc hết trước khi nội dung được nhận. Những gì đã gõ được điền lại ở dưới: xem lại rồi gửi.${file}`);
    sessionStorage.removeItem(KEPT);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !main.contains(form) || !person || location.pathname.startsWith(SIGN_IN)) return;
    if (form.querySelector("input[type=password]")) return;
    const typed = controls(form).map((one) => [one.name, valueOf(one)]);
    if (typed.length) store({ person, here, typed, ended: false });
  });

  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(KEPT)); } catch { kept = null; }
  if (!kept) return;
  if (location.pathname.startsWith(SIGN_IN) && !person) {
    if (!kept.ended) tell("Phiên làm việc đã hết. Những gì vừa gõ còn trong thẻ này: đăng nhập xong, trang ấy sẽ có lại.");
    store({ ...kept, ended: true });
  } else if (!kept.ended || kept.person !== person) {
    sessionStorage.removeItem(KEPT); // it was answered, or is another's
  } else if (kept.here === here) {
    fill(kept);
  }
})();
