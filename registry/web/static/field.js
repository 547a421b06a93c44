// The register in an inspector's pocket: reads the signed pack, and answers from it without asking anybody.
"use strict";

(() => {
  const field = document.getElementById("field");
  if (!field) return;
  const PACKS = "hien-truong-goi";
  const ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ";
  const LENGTH = 12;
  const MOST = 30;
  const DAY = 86400000;
  const EPOCH = Date.UTC(2000, 0, 1);
  const age = document.getElementById("field-age");
  const form = document.getElementById("field-form");
  const input = document.getElementById("field-q");
  const found = document.getElementById("field-found");
  const camera = document.getElementById("field-camera");
  const video = document.getElementById("field-video");
  const photo = document.getElementById("field-photo");
  const words = {};
  const tones = {};
  document.getElementById("field-words").content.querySelectorAll("[data-word]").forEach((one) => {
    words[one.dataset.word] = one.textContent;
    tones[one.dataset.word] = one.dataset.tone;
  });
  let pack = null;
  let rows = [];

  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });

  // Days are numbers since 2000-01-01; today is the day in Vietnam, whatever the phone's zone.
  const today = () => {
    const written = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
    return Math.round((Date.parse(`${written}T00:00:00Z`) - EPOCH) / DAY);
  };
  const written = (day) => {
    if (day === null) return words.undated;
    const [year, month, date] = new Date(EPOCH + day * DAY).toISOString().slice(0, 10).split("-");
    return `${date}/${month}/${year}`;
  };
  const numbered = (iso) => Math.round((Date.parse(`${iso}T00:00:00Z`) - EPOCH) / DAY);

  const checkCharacter = (body) => {
    const total = [...body].reduce((sum, letter, place) => sum + (LENGTH - place) * ALPHABET.indexOf(letter), 0);
    return ALPHABET[(ALPHABET.length - (total % ALPHABET.length)) % ALPHABET.length];
  };
  const grouped = (code) => code.match(/.{1,4}/g).join("-");

  const unbase = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

  const opened = async (bytes) => {
    const end = bytes.indexOf(10);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    const body = bytes.subarray(end + 1);
    if (head.alg !== "ES256" || head.kid !== field.dataset.kid) throw new Error("key");
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("jwk", JSON.parse(field.dataset.key), curve, false, ["verify"]);
    const isOurs = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, unbase(head.sig), body);
    if (!isOurs) throw new Error("signature");
    const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  const take = (said) => {
    pack = said;
    rows = said.name.map((name, place) => {
      const [producer, commune] = said.producers[said.producer[place]];
      const body = said.code.slice(place * (LENGTH - 1), (place + 1) * (LENGTH - 1));
      const now = said.now[place];
      const row = {
        name, now, producer, commune,
        stars: Number(said.stars[place]),
        number: said.number[place],
        decision: said.decisions[said.decision[place]],
        code: body + checkCharacter(body),
        from: said.from[place],
        until: said.until[place],
        changes: said.changes[place],
      };
      row.text = fold([name, now || "", producer, commune, row.number || "", row.decision || ""].join(" "));
      return row;
    });
    showAge();
    answer();
  };

  const showAge = () => {
    const on = numbered(pack.on);
    const days = today() - on;
    const word = days < 0 ? "clock" : days > pack.red_after_days ? "old" : days ? "age" : "today";
    age.textContent = say(word, { on: written(on), days });
    age.classList.toggle("field-old", word === "old" || word === "clock");
  };

  // How a certificate stands: [standing, first day of it].
  const standing = (row) => {
    const index = (name) => pack.standings.indexOf(name);
    const changes = row.changes || [
      [null, index("not_yet")],
      [row.from, index("in_force")],
      [row.until + 1, index("expired")],
    ];
    const day = today();
    const [since, number] = changes.filter(([first]) => first === null || first <= day).pop();
    return [pack.standings[number], since];
  };

  const card = (row) => {
    const [stands, since] = standing(row);
    const one = element("article", "", "field-one");
    const values = { from: written(row.from), until: written(row.until), since: written(since) };
    one.append(element("p", say(stands, values), `standing standing-${tones[stands]}`));
    one.append(element("h2", row.name));
    one.append(element("p", say("stars", { stars: row.stars }), "answer-stars"));
    if (row.now) one.append(element("p", say("now", { now: row.now })));
    one.append(element("p", [row.producer, row.commune].filter(Boolean).join(", ")));
    one.append(element("p", say("number", { number: row.number || words.unnumbered })));
    one.append(element("p", say("code", { code: grouped(row.code) })));
    one.append(element("p", say("term", values), "muted"));
    if (row.decision) one.append(element("p", say("decision", { decision: row.decision }), "muted"));
    return one;
  };

  const show = (sentence, list = []) => {
    const shown = list.slice(0, MOST).map(card);
    found.replaceChildren(...(sentence ? [element("p", sentence)] : []), ...shown);
    if (list.length > MOST) found.append(element("p", say("more", { count: list.length - MOST }), "muted"));
  };

  const byCode = (code) => {
    if (code.length !== LENGTH) return show(say("length", { count: code.length }));
    const isWhole = [...code].every((letter) => ALPHABET.includes(letter));
    if (!isWhole || checkCharacter(code.slice(0, -1)) !== code.at(-1)) return show(words.wrong);
    const row = rows.find((one) => one.code === code);
    return row ? show("", [row]) : show(say("unknown", { on: written(numbered(pack.on)) }));
  };

  const answer = () => {
    const typed = input.value.normalize("NFC").trim();
    if (!pack || !typed) return found.replaceChildren();
    const address = typed.match(/^(https?:\/\/[^/]+).*\/c\/([^/?#]+)/i);
    if (address && ![new URL(pack.register).origin, location.origin].includes(address[1].toLowerCase())) {
      return show(say("elsewhere", { host: address[1] }));
    }
    if (!address && /^https?:/i.test(typed)) return show(say("elsewhere", { host: typed }));
    const code = (address ? address[2] : typed).toUpperCase().replace(/[-\s]/g, "");
    const isCode = /^[0-9A-Z]{11,13}$/.test(code) && !/^\d+$/.test(code) && (!/\s/.test(typed) || /\d/.test(code));
    if (address || isCode) return byCode(code);
    const asked = fold(typed).split(/\s+/);
    const isGood = (row) => standing(row)[0] === "in_force";
    const list = rows.filter((row) => asked.every((word) => row.text.includes(word)));
    list.sort((one, other) => isGood(other) - isGood(one));
    return show(list.length ? say("count", { count: list.length }) : words.nothing, list);
  };

  const start = async () => {
    field.hidden = false;
    if (!window.isSecureContext || !crypto.subtle || !window.caches) {
      age.textContent = words.insecure;
      age.classList.add("field-old");
      return;
    }
    if (navigator.serviceWorker) {
      navigator.serviceWorker.register(field.dataset.worker, { scope: field.dataset.scope }).catch(() => {});
      navigator.serviceWorker.ready.then(({ active }) => {
        const tell = () => (document.getElementById("field-kept").hidden = active.state !== "activated");
        active.addEventListener("statechange", tell);
        tell();
      });
    }
    const kept = await caches.open(PACKS);
    const before = await kept.match(field.dataset.pack);
    if (before) await opened(new Uint8Array(await before.arrayBuffer())).then(take, () => {});
    try {
      if (!navigator.onLine) throw new Error("no signal");
      const reply = await fetch(field.dataset.pack, { cache: "no-cache" });
      if (!reply.ok) throw new Error("none");
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const said = await opened(bytes).catch(() => null);
      // A pack that somebody changed, or an older one, never takes the place of a good one.
      if (!said) age.after(element("p", words.forged, "field-age field-old"));
      else if (!pack || said.made_at >= pack.made_at) {
        await kept.put(field.dataset.pack, new Response(bytes));
        take(said);
      }
    } catch {
      // No signal: what is in the phone is what there is.
    }
    if (!pack) {
      age.textContent = words.none;
      age.classList.add("field-old");
    }
    document.addEventListener("visibilitychange", () => pack && (showAge(), answer()));
    field.dataset.ready = "yes";
  };

  const reader = () => import(field.dataset.reader);
  const ask = (text) => {
    input.value = text;
    answer();
  };
  let looking = null;
  const scan = async () => {
    looking = new AbortController();
    camera.textContent = words.stop;
    try {
      const { textSeen } = await reader();
      const text = await textSeen(video, looking.signal);
      if (text) ask(text);
    } catch {
      show(words.camera);
    }
    looking = null;
    camera.textContent = words.scan;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  input.addEventListener("input", answer);
  if (navigator.mediaDevices) {
    camera.hidden = false;
    camera.addEventListener("click", () => (looking ? looking.abort() : scan()));
  }
  photo.addEventListener("change", async () => {
    const [file] = photo.files;
    photo.value = "";
    const text = file ? await reader().then(({ textIn }) => textIn(file)).catch(() => null) : "";
    return text === null ? show(words.unread) : ask(text);
  });
  document.getElementById("field-pick").addEventListener("click", () => photo.click());
  start();
})();
