// Takes the SHA-256 of a file here, so that the file itself does not travel; without it the server takes it.
"use strict";

document.querySelectorAll("form[data-hash]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    // Browsers hash only on encrypted pages, and on this machine itself.
    if (!file || !window.crypto || !crypto.subtle) return;
    event.preventDefault();
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const name = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      location.assign(`${form.dataset.hash}/${name}`);
    } catch {
      form.submit();
    }
  });
});

// Reads the QR of a picture here, or through the camera; where nothing is read here, the server looks at the picture.
document.querySelectorAll("form[data-reader]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("[data-camera]");
  const video = form.querySelector("video");
  const fault = form.querySelector("[data-camera-fault]");
  const reader = () => import(form.dataset.reader);
  const ask = (text) => location.assign(`${form.dataset.answer}?q=${encodeURIComponent(text)}`);
  let looking = null;

  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    const text = await reader().then(({ textIn }) => textIn(file)).catch(() => null);
    if (text) ask(text);
    else form.submit();
  });

  if (!navigator.mediaDevices) return;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (looking) return looking.abort();
    looking = new AbortController();
    button.textContent = button.dataset.stop;
    fault.hidden = true;
    try {
      const { textSeen } = await reader();
      const text = await textSeen(video, looking.signal);
      if (text) ask(text);
    } catch {
      fault.hidden = false;
    }
    looking = null;
    button.textContent = words;
    return undefined;
  });
});
