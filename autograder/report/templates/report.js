"use strict";
// Tables can be sorted by any column: a button in each heading, an arrow that says how.
for (const table of document.querySelectorAll("table")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, headings, column));
  });
}

function sort(table, headings, column) {
  const heading = headings[column];
  const numeric = !heading.classList.contains("text");
  const before = heading.getAttribute("aria-sort");
  // Numbers begin with the largest, words with the first.
  const order = before ? (before === "ascending" ? "descending" : "ascending") : numeric ? "descending" : "ascending";
  for (const other of headings) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [value(row.cells[column], numeric), row]);
  rows.sort(([one], [other]) => compare(one, other, sign));
  body.append(...rows.map(([, row]) => row));
}

function value(cell, numeric) {
  if (!numeric) return cell.textContent || null;
  return cell.dataset.value === "" ? null : Number(cell.dataset.value);
}

// What has no value stands last, whichever way the others go.
function compare(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null);
  return sign * (typeof one === "number" ? one - other : one.localeCompare(other, undefined, { numeric: true }));
}
