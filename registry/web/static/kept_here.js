// What is typed at length and sent once stays in this browser until it is sent, whatever becomes of page or line.
"use strict";

const KEEP = "ocop-viet-do:";
const ONLY_HERE = "Máy khác không thấy nội dung viết dở này.";

document.querySelectorAll("form[data-keep-here]").forEach((form) => {
  const key = KEEP + form.dataset.keepHere;
  const said = form.querySelector("[data-kept]");
  const fields = [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit");
  const clock = (when) => new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit" }).format(when);
  said.textContent = "Nội dung viết dở chỉ giữ trong trình duyệt của máy này cho đến khi gửi; máy khác không thấy.";
  const keep = () => {
    const typed = Object.fromEntries(fields.map((one) => [one.name, one.value]));
    try {
      if (fields.some((one) => one.value.trim())) localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }));
      else localStorage.removeItem(key);
      said.textContent = `Giữ trên máy này lúc ${clock(Date.now())}; chưa gửi đi. ${ONLY_HERE}`;
    } catch { said.textContent = "Trình duyệt không cho giữ nội dung viết dở trên máy này."; }
  };
  const drop = () => {
    localStorage.removeItem(key);
    fields.forEach((one) => { one.value = one.defaultValue; });
    said.textContent = "Đã bỏ nội dung viết dở.";
  };
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { kept = null; }
  // What the server shows again, with what is wrong in it, is newer than what lies here.
  if (kept && kept.typed && fields.every((one) => !one.value)) {
    fields.forEach((one) => { one.value = kept.typed[one.name] || ""; });
    said.textContent = `Đã lấy lại nội dung viết dở lúc ${clock(kept.at)} trên máy này. ${ONLY_HERE} `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = "Bỏ nội dung này";
    button.addEventListener("click", drop);
    said.append(button);
  }
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  });
});

document.querySelectorAll("[data-forget-here]").forEach((one) => {
  try { localStorage.removeItem(KEEP + one.dataset.forgetHere); } catch { /* nothing was kept */ }
});
