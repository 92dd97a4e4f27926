// Sorts and filters the matrix. Without it the page is whole; so it makes its own buttons.
(() => {
  'use strict';
  const matrix = document.getElementById('matrix');
  if (!matrix) return;
  const body = matrix.tBodies[0];
  const heads = [...matrix.tHead.rows[0].cells];
  const rows = [...body.rows].map((row) => ({
    row,
    verdict: row.dataset.verdict,
    cells: [...row.cells].map((cell) => ({ text: cell.textContent.trim(), judged: cell.className })),
    section: document.getElementById(row.cells[0].firstElementChild.hash.slice(1)),
  }));
  const kept = rows.length ? rows[0].cells.findIndex((cell) => cell.judged) : 0;
  for (const each of rows) {
    each.words = each.cells.slice(0, kept).map((cell) => cell.text).join('\n').toLowerCase();
  }

  const words = document.getElementById('words');
  const verdict = document.getElementById('verdict');
  const count = document.getElementById('count');
  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, section, words, verdict: own } of rows) {
      const hide = !words.includes(wanted) || (verdict.value !== '' && own !== verdict.value);
      row.hidden = hide;
      section.hidden = hide;
      if (!hide) shown += 1;
    }
    count.textContent = `${shown} of ${rows.length} machines`;
  };
  words.addEventListener('input', filter);
  verdict.addEventListener('change', filter);
  const controls = document.getElementById('controls');
  controls.addEventListener('submit', (event) => event.preventDefault());
  controls.hidden = false;

  // A price such as "$1,299.50": a number with a unit or currency around it.
  const number = (text) => {
    const found = /^[^\d.,-]{0,4}(-?\d+(?:,\d{3})*(?:\.\d+)?)[^\d]{0,5}$/.exec(text);
    return found ? Number(found[1].replaceAll(',', '')) : NaN;
  };
  const ranks = { fail: 0, unknown: 1, pass: 2 };
  const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const order = (column) => {
    const cells = rows.map(({ cells }) => cells[column]);
    if (cells[0].judged) return (a, b) => ranks[a.text] - ranks[b.text];
    const filled = cells.filter(({ text }) => text !== '');
    if (filled.every(({ text }) => !Number.isNaN(number(text)))) {
      return (a, b) => number(a.text) - number(b.text);
    }
    return (a, b) => inOrder.compare(a.text, b.text);
  };
  const sort = (column) => {
    const up = heads[column].getAttribute('aria-sort') !== 'ascending';
    for (const head of heads) head.setAttribute('aria-sort', 'none');
    heads[column].setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const compare = order(column);
    const sorted = [...rows].sort((one, other) => {
      const [a, b] = [one.cells[column], other.cells[column]];
      // What is not stated stands last, whichever way is up.
      if (a.text === '' || b.text === '') return (a.text === '') - (b.text === '');
      return up ? compare(a, b) : compare(b, a);
    });
    body.append(...sorted.map(({ row }) => row));
  };
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sort(column));
    head.append(button);
    head.setAttribute('aria-sort', 'none');
  });
})();
