// Predict first: a picture stays closed until the prediction is made, or the reader goes on anyway.

import { DATA, part } from "./dom.js";

/** Close the picture when the notebook says the prediction is open; `onOpen` hears of its opening. */
export function predictFirst(onOpen = () => {}) {
  if (!DATA.gate) return;
  const stage = part("stage");
  const gate = document.createElement("section");
  gate.id = "gate";
  gate.setAttribute("aria-label", "Predict first");
  const title = document.createElement("h2");
  title.textContent = "Predict first";
  const sentence = document.createElement("p");
  sentence.textContent = DATA.gate;
  const skip = document.createElement("button");
  skip.id = "gate-skip";
  skip.textContent = "Open it without a prediction";
  gate.append(title, sentence, skip);
  stage.before(gate);
  stage.hidden = true;
  skip.addEventListener("click", () => {
    gate.remove();
    stage.hidden = false;
    stage.querySelector("select, input, button").focus();
    onOpen();
  });
}
