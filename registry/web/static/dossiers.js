// Quicker with it, whole without it: forms of a dossier that save as one types, and files that are sent one by one.
"use strict";

const LOST = "Mất kết nối, chưa lưu được. Nội dung vẫn còn trên trang này.";
const SIGNED_OUT = "Phiên làm việc đã hết. Hãy mở trang đăng nhập ở thẻ khác, đăng nhập rồi lưu lại.";
const answerOf = async (answer) => {
  if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error(SIGNED_OUT);
  return answer.json();
};

document.querySelectorAll("[data-autosave]").forEach((form) => {
  const said = form.querySelector("[data-saved]");
  let waiting = 0;
  let saving = null;
  let isChanged = false;
  const complain = (name, text) => {
    const field = form.elements[name];
    const control = field instanceof RadioNodeList ? field[0] : field;
    const place = control && control.closest(".field");
    if (!place) return;
    let error = place.querySelector(".error[data-live]");
    if (!error && text) {
      error = document.createElement("p");
      error.className = "error";
      error.dataset.live = "";
      error.id = `${name}-live`;
      control.before(error);
    }
    place.classList.toggle("field-wrong", Boolean(text));
    if (error) error.textContent = text;
    if (text) { control.setAttribute("aria-invalid", "true"); } else { control.removeAttribute("aria-invalid"); }
  };
  const save = async () => {
    if (saving) { await saving; }
    isChanged = false;
    said.textContent = "Đang lưu…";
    try {
      const answer = await answerOf(await fetch(form.action || location.href, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      }));
      if (answer.opened && form.elements.opened) form.elements.opened.value = answer.opened;
      form.querySelectorAll(".error[data-live]").forEach((one) => complain(one.id.replace(/-live$/, ""), ""));
      Object.entries(answer.errors || {}).forEach(([name, text]) => complain(name, text));
      said.textContent = answer.said;
    } catch (error) {
      isChanged = true;
      said.textContent = error.message === SIGNED_OUT ? SIGNED_OUT : LOST;
      clearTimeout(waiting);
      waiting = setTimeout(start, 10000);
    }
  };
  const start = () => { saving = save().finally(() => { saving = null; }); };
  form.addEventListener("input", () => {
    isChanged = true;
    clearTimeout(waiting);
    waiting = setTimeout(start, 1200);
  });
  form.addEventListener("submit", () => { isChanged = false; clearTimeout(waiting); });
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
});

document.querySelectorAll("[data-upload]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-sending]");
  const most = Number(form.dataset.upload) * 1024 * 1024;
  const plain = form.querySelector("[data-plain]");
  if (plain) plain.remove();
  form.querySelector("button[type=submit]").hidden = true;
  form.querySelector("[data-choose]").classList.add("file-ours");
  form.querySelector("[data-choose] label").hidden = false;
  let queue = Promise.resolve();
  const fresh = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const files = page.querySelector("[data-files]");
    if (files) document.querySelector("[data-files]").replaceWith(files);
  };
  const send = (file, line) => new Promise((done) => {
    const bar = line.querySelector("progress");
    const say = (text, isWrong) => {
      line.querySelector("[data-said]").textContent = text;
      line.querySelector("[data-said]").className = isWrong ? "error" : "note";
      bar.hidden = isWrong;
      done(!isWrong);
    };
    const again = () => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-small";
      button.textContent = "Gửi lại";
      button.addEventListener("click", () => { button.remove(); bar.hidden = false; start(file, line); });
      line.append(button);
    };
    const content = new FormData(form);
    content.delete("files");
    content.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("error", () => { say("Mất kết nối khi đang gửi.", true); again(); });
    request.addEventListener("load", () => {
      if (request.status === 200) return say("Đã gửi.", false);
      try { say(JSON.parse(request.responseText).said, true); } catch { say(request.status === 413 ? "Tệp quá lớn." : SIGNED_OUT, true); }
    });
    request.send(content);
  });
  const start = (file, line) => {
    queue = queue.then(() => send(file, line)).then(async (isGood) => {
      if (!isGood) return;
      line.remove();
      await fresh().catch(() => undefined);
    });
  };
  input.addEventListener("change", () => {
    [...input.files].forEach((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const said = document.createElement("span");
      const bar = document.createElement("progress");
      name.textContent = file.name;
      said.dataset.said = "";
      bar.setAttribute("aria-label", `Đang gửi ${file.name}`);
      bar.max = 1;
      bar.value = 0;
      line.append(name, bar, said);
      list.append(line);
      if (file.size > most) {
        bar.hidden = true;
        said.className = "error";
        said.textContent = `Tệp lớn hơn ${form.dataset.upload} MB. Hãy chia nhỏ hoặc quét lại nhẹ hơn.`;
      } else {
        start(file, line);
      }
    });
    input.value = "";
  });
});
