// Makes elements. Text is only ever put in as text, since what is shown may be written by anybody.

const SVG = 'http://www.w3.org/2000/svg';

/** `el('p.dim', { title: 'x', click: run }, 'text', node, [more])`: a function listens to the event of its name; null is left out. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElement(tag), classes, rest);
}

export function svg(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElementNS(SVG, tag), classes, rest);
}

/** A part of a text that others wrote: its direction stays its own, its line breaks are kept. */
export const said = (text) => el('bdi.theirs', String(text));

/** Rows of names and values; a row without a value is left out. */
export const facts = (rows) => el('dl', rows.filter(([, value]) => isThere(value)).map(([name, value]) => el('div', el('dt', name), el('dd', value))));

/** A table that scrolls by itself where the screen is narrow. */
export function table(caption, heads, rows) {
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': caption },
    el('table',
      el('caption', caption),
      el('thead', el('tr', heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', rows.map((cells) => el('tr', cells.map((cell) => el('td', cell)))))));
}

function fill(element, classes, rest) {
  if (classes.length > 0) element.setAttribute('class', classes.join(' '));
  for (const part of rest.flat(Infinity)) {
    if (!isThere(part)) continue;
    if (part instanceof Node || typeof part !== 'object') element.append(part instanceof Node ? part : String(part));
    else for (const [name, value] of Object.entries(part)) assign(element, name, value);
  }
  return element;
}

function assign(element, name, value) {
  if (typeof value === 'function') element.addEventListener(name, value);
  else if (value === true) element.setAttribute(name, '');
  else if (isThere(value)) element.setAttribute(name, value);
}

const isThere = (value) => value !== null && value !== undefined && typeof value !== 'boolean' && !(Array.isArray(value) && value.length === 0);
