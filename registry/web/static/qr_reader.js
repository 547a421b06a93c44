// Reads QR codes here, of a picture or before the camera; brought in when somebody presses a button, and not before.
import { decodeQR } from "./vendor/qr-0.7.0/decode.js";

const SIDES = [2000, 1000, 600]; // A blurred or noisy code is clearer when it is smaller.
const OF_CAMERA = 1280;
const PAUSE = 80;
const PATIENCE = { effort: Infinity, timeLimit: 1500 };

const canvas = document.createElement("canvas");
const paper = canvas.getContext("2d", { willReadFrequently: true });

const decoded = (source, width, height, side, options) => {
  const scale = Math.min(1, side / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  paper.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(paper.getImageData(0, 0, canvas.width, canvas.height), options) || null;
  } catch {
    return null; // It says so where it finds no code.
  }
};

// What the QR in a picture says; null where none is found. A file that is no picture makes this fail.
export const textIn = async (file) => {
  const picture = await createImageBitmap(file);
  const longest = Math.max(picture.width, picture.height);
  const sides = SIDES.filter((side, place) => !place || side < longest);
  for (const side of sides) {
    const text = decoded(picture, picture.width, picture.height, side, PATIENCE);
    if (text) return text;
  }
  return null;
};

// Looks through the camera until a QR is seen or the caller aborts; then the camera is off. Null where aborted.
export const textSeen = async (video, signal) => {
  const wish = { facingMode: "environment", width: { ideal: OF_CAMERA }, height: { ideal: OF_CAMERA } };
  const looking = await navigator.mediaDevices.getUserMedia({ video: wish });
  try {
    video.srcObject = looking;
    video.hidden = false;
    await video.play();
    while (!signal.aborted && !document.hidden) {
      const { videoWidth: width, videoHeight: height } = video;
      const text = width ? decoded(video, width, height, OF_CAMERA) : null;
      if (text) return text;
      await new Promise((next) => setTimeout(next, PAUSE));
    }
    return null;
  } finally {
    looking.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    video.hidden = true;
  }
};
