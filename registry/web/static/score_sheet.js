// A score sheet that loses no tick: counted as one ticks, saved as one ticks, kept here until it is saved.
"use strict";

const sheet = document.querySelector("[data-sheet]");
const saved = document.querySelector("[data-saved]");
const conflict = document.querySelector("[data-conflict]");
const KEY = `ocop-phieu:${sheet.dataset.key}`;
const LEAVES = [...document.querySelectorAll("[data-leaf]")].map((one) => one.dataset.leaf);
const LONGEST_WAIT_MS = 30000;
const touched = new Map(); // name of a field → the number of its last change
let change = 0;
let saving = null;
let timer = 0;
let wait = 0;
let here = ""; // the criterion that was ticked, or jumped to, last
let isHeld = false; // until the member has looked at what differs
let heldSince = ""; // the saving after which the marks were made that wait for that

// ── the marks on the page, by the names that the server gives them
function nameOf(control) {
  return control.name === "grounds" ? `grounds/${control.value}` : control.name;
}
function marks() {
  return [...sheet.elements].filter((one) => /^(tick-|comment-|grounds$|opinion$)/.test(one.name));
}
function valueOf(name) {
  const held = marks().filter((one) => nameOf(one) === name);
  if (held[0].type === "checkbox") return held[0].checked;
  if (held[0].type === "radio") return (held.find((one) => one.checked) || { value: "" }).value;
  return held[0].value;
}
function write(name, value) {
  marks().filter((one) => nameOf(one) === name).forEach((one) => {
    if (one.type === "radio") one.checked = value !== "" && String(value) === one.value;
    else if (one.type === "checkbox") one.checked = Boolean(value);
    else {
      one.value = value;
      const fold = one.closest("details");
      if (fold && value) fold.open = true;
    }
  });
}

// ── counting, as registry/rules/scoring_sheet.py does
function applies(leaf, points) {
  for (let one = leaf; one && one !== sheet; one = one.parentElement) {
    const [code, least] = (one.dataset.needs || "").split(":");
    if (code && (points[code] || 0) < Number(least)) return false;
  }
  return true;
}
function count() {
  const points = {};
  const parts = {};
  const open = [];
  let isStopped = marks().some((one) => one.name === "grounds" && one.checked);
  document.querySelectorAll("[data-leaf]").forEach((leaf) => {
    const code = leaf.dataset.leaf;
    const tick = leaf.querySelector("input[type=radio]:checked");
    const isAsked = applies(leaf, points);
    const part = leaf.closest("[data-part]").dataset.part;
    parts[part] = parts[part] || 0;
    if (isAsked && tick) {
      points[code] = Number(tick.dataset.points);
      parts[part] += points[code];
      if (points[code] === 0 && leaf.closest("[data-zero-stops]")) isStopped = true;
    } else if (isAsked) open.push(code);
    leaf.classList.toggle("criterion-closed", !isAsked);
    const note = leaf.querySelector(".closed-note");
    if (note) note.hidden = isAsked;
    leaf.querySelector(".open-mark").hidden = !isAsked || Boolean(tick);
  });
  Object.entries(parts).forEach(([part, sum]) => {
    document.querySelector(`[data-points-of="${part}"]`).textContent = sum;
  });
  document.querySelector("[data-total]").textContent = Object.values(parts).reduce((sum, one) => sum + one, 0);
  const left = open.length ? `còn ${open.length} tiêu chí` : "đã chấm hết";
  document.querySelector("[data-open]").textContent = isStopped ? "có căn cứ loại" : left;
  const next = document.querySelector("[data-next]");
  const after = open.find((code) => place(code) > place(here)) || open[0];
  next.hidden = !after;
  if (after) {
    next.href = `#c-${after}`;
    document.querySelector("[data-next-code]").textContent = after;
  }
}
function place(code) {
  return code ? LEAVES.indexOf(code) : -1;
}

// ── keeping what is not saved yet
function keepHere() {
  const fields = {};
  touched.forEach((_, name) => { fields[name] = valueOf(name); });
  try {
    // What differs is kept as of its own saving, so that a page that takes it up asks again and overwrites nothing.
    const serial = isHeld ? heldSince : sheet.elements.serial.value;
    if (touched.size) localStorage.setItem(KEY, JSON.stringify({ serial, fields }));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing: the page itself still does.
  }
}
function takeUp() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    return;
  }
  if (!kept) return;
  const known = new Set(marks().map(nameOf));
  Object.entries(kept.fields).filter(([name]) => known.has(name)).forEach(([name, value]) => {
    write(name, value);
    touched.set(name, ++change);
  });
  // As of the saving they were marked after: what was saved since from elsewhere is then put beside them.
  sheet.elements.serial.value = kept.serial;
}

// ── saving
function say(text, isUnsaved) {
  saved.textContent = text;
  saved.classList.toggle("unsaved", isUnsaved);
}
function later(ms) {
  clearTimeout(timer);
  timer = setTimeout(save, ms);
}
function tryAgain(why) {
  wait = Math.min(LONGEST_WAIT_MS, wait * 2 || 2000);
  say(why || "Chưa lưu, đang thử lại", true);
  later(wait);
  return false;
}
function save() {
  clearTimeout(timer);
  if (saving) return saving.then(() => (touched.size ? save() : true));
  if (isHeld) return Promise.resolve(false);
  saving = send().finally(() => { saving = null; });
  return saving;
}
async function send(isSecondTry) {
  const upTo = change;
  const body = new URLSearchParams(new FormData(sheet));
  body.delete("once"); // the same ticks may be meant twice: once the other way, and back
  body.append("counted", "1");
  touched.forEach((_, name) => body.append("touched", name));
  let answer;
  try {
    answer = await fetch(sheet.dataset.save, { method: "POST", body, redirect: "manual" });
  } catch {
    return tryAgain();
  }
  if (answer.type === "opaqueredirect") return tryAgain("Chưa lưu: hãy đăng nhập lại ở một cửa sổ khác");
  if (!(answer.headers.get("Content-Type") || "").includes("json")) {
    return tryAgain(answer.status === 404 ? "Chưa lưu: phiếu này không mở với tài khoản đang đăng nhập" : "");
  }
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return done(told, upTo);
  if (told.token && !isSecondTry) {
    sheet.elements.csrf_token.value = told.token;
    return send(true);
  }
  if (answer.status === 409) return meet(told);
  if (told.text) {
    say(`Chưa lưu: ${told.text}`, true);
    return false;
  }
  return tryAgain();
}
function done(told, upTo) {
  sheet.elements.serial.value = told.serial;
  touched.forEach((at, name) => { if (at <= upTo) touched.delete(name); });
  wait = 0;
  keepHere();
  if (touched.size) later(0);
  else say(`Đã lưu ${told.at}`, false);
  return true;
}

// ── another window or telephone has saved the sheet meanwhile
function meet(told) {
  Object.entries(told.fields).forEach(([name, value]) => { if (!touched.has(name)) write(name, value); });
  const before = sheet.elements.serial.value;
  sheet.elements.serial.value = told.serial;
  count();
  if (!told.differing.length) {
    keepHere();
    later(0);
    return false;
  }
  isHeld = true;
  heldSince = before;
  keepHere();
  say("Chưa lưu: phiếu đã được lưu từ nơi khác, xem đầu trang", true);
  show(told);
  return false;
}
function show(told) {
  const words = document.createElement("p");
  words.textContent = `Phiếu này vừa được lưu từ cửa sổ hoặc thiết bị khác lúc ${told.at}. Không mục nào bị mất: ` +
    "những mục chỉ có ở nơi kia đã được đưa vào đây. Hãy chọn ở các mục khác nhau rồi lưu.";
  const list = document.createElement("ul");
  told.differing.forEach((one) => {
    const line = document.createElement("li");
    line.textContent = `${one.title}: ở đây ${one.here}; nơi kia ${one.there} `;
    line.append(button("Lấy theo nơi kia", (event) => {
      write(one.name, one.there_is === "" ? one.name.startsWith("grounds/") : one.there_is);
      touched.set(one.name, ++change);
      event.currentTarget.disabled = true;
      count();
      keepHere();
    }, `Lấy theo nơi kia: ${one.title}`));
    list.append(line);
  });
  const settle = button("Lưu phiếu này", () => {
    isHeld = false;
    keepHere();
    conflict.hidden = true;
    save();
  });
  conflict.replaceChildren(words, list, settle);
  conflict.hidden = false;
  conflict.focus();
}
function button(text, act, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-small";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

// ── what the member does
function note(event, ms) {
  if (!marks().includes(event.target)) return;
  touched.set(nameOf(event.target), ++change);
  if (event.target.type === "radio") here = event.target.name.slice("tick-".length);
  keepHere();
  count();
  if (!isHeld) say("Đang lưu…", false);
  if (!wait || ms === 0) later(ms);
}
sheet.addEventListener("change", (event) => note(event, 0));
sheet.addEventListener("input", (event) => { if (event.target.tagName === "TEXTAREA") note(event, 1000); });
sheet.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const goesOn = event.submitter && event.submitter.value === "sign";
  if (await save() && goesOn) location.assign(sheet.dataset.sign);
});
window.addEventListener("online", () => { if (touched.size) later(0); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && touched.size) later(0); });
document.querySelector("[data-next]").addEventListener("click", (event) => {
  here = event.currentTarget.hash.slice("#c-".length);
  setTimeout(count, 0); // once the browser has followed the link
});

takeUp();
count();
if (touched.size) save();
