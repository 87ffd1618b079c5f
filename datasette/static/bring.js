// Files dropped or chosen are sent one after another, each as the body of its own request; then the page asks what becomes of them.
const drop = document.querySelector("#drop");
const list = document.querySelector("#brought");
const summary = document.querySelector("#summary");
const WORDS = {
  sending: "передаётся",
  waiting: "ждёт очереди",
  reading: "читается и разбирается",
  imported: "загружен",
  unchanged: "уже был в базе",
  failed: "ошибка",
};
const files = [];
const queue = [];
let sending = false;

function line(file) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("span"), { className: "name", textContent: file.name });
  const state = Object.assign(document.createElement("span"), { className: "state" });
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Передача ${file.name}`);
  const found = Object.assign(document.createElement("div"), { className: "found-documents" });
  item.append(name, state, bar, found);
  list.append(item);
  return { item, state, bar, found };
}

function show(entry, state, detail = "") {
  entry.stateName = state;
  entry.item.className = state;
  entry.state.textContent = WORDS[state] + (detail ? `: ${detail}` : "");
  if (state === "reading") entry.bar.removeAttribute("value");
  entry.bar.hidden = !["sending", "reading"].includes(state);
  const count = (...names) => files.filter((file) => names.includes(file.stateName)).length;
  const done = count("imported", "unchanged");
  summary.textContent = `Готово ${done} из ${files.length}` + (count("failed") ? `, с ошибкой ${count("failed")}` : "");
}

function link(href, text) {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}

function showDocuments(entry, documents) {
  entry.found.replaceChildren(
    ...documents.map((made) => {
      const paragraph = document.createElement("p");
      paragraph.append(link(made.path, made.label));
      if (made.doubtful) {
        const tag = Object.assign(document.createElement("span"), { className: "doubt", textContent: `проверить: ${made.doubtful}` });
        paragraph.append(" ", tag);
      }
      return paragraph;
    }),
  );
}

function send(entry) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", drop.dataset.url);
    request.setRequestHeader("x-csrftoken", drop.dataset.token);
    request.setRequestHeader("x-name", encodeURIComponent(entry.file.name));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      entry.bar.value = event.total ? event.loaded / event.total : 0;
    });
    request.addEventListener("loadend", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = { error: request.status === 0 ? "нет связи" : "сервер отказал" };
      }
      if (answer.key) {
        entry.key = answer.key;
        show(entry, "waiting");
      } else show(entry, "failed", answer.error);
      resolve();
    });
    show(entry, "sending");
    request.send(entry.file);
  });
}

async function sendAll() {
  if (sending) return;
  sending = true;
  while (queue.length) await send(queue.shift());
  sending = false;
}

function take(chosen) {
  for (const file of chosen) {
    const entry = { file, ...line(file) };
    files.push(entry);
    if (file.size > Number(drop.dataset.largest)) show(entry, "failed", "файл слишком большой");
    else {
      show(entry, "waiting");
      queue.push(entry);
    }
  }
  sendAll();
}

async function ask() {
  const open = files.filter((entry) => entry.key && ["waiting", "reading"].includes(entry.stateName)).slice(0, 50);
  if (!open.length) return;
  const answer = await fetch(`${drop.dataset.progress}?keys=${open.map((entry) => entry.key).join(",")}`);
  if (!answer.ok) return;
  for (const told of await answer.json()) {
    const entry = open.find((each) => each.key === told.key);
    if (told.state !== entry.stateName) show(entry, told.state, told.error ?? "");
    showDocuments(entry, told.documents);
  }
}

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const each of some) found.push(...(await filesIn(each)));
  }
}

for (const input of drop.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
}
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
  });
}
drop.addEventListener("drop", async (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return take([...event.dataTransfer.files]);
  for (const entry of entries) take(await filesIn(entry));
});
setInterval(ask, 1000);
