// Pieces that several views share: headings, forms that tell what came of them, questions before a step, lists in pages.
import { el, said } from './dom.js';
import { refusal, word } from './words.js';

export const link = (text, ...path) => el('a', { href: `#/${path.map(encodeURIComponent).join('/')}` }, text);

/** A heading with what can be done beside it. */
export const head = (title, ...tools) => el('div.head', el('h1', title), el('div.tools', tools));

export const nothing = (text) => el('p.nothing', text);

export const badge = (text, tone) => el(`span.badge${tone ? `.${tone}` : ''}`, text);

export const button = (text, click, kind) => el(`button${kind ? `.${kind}` : ''}`, { type: 'button', click }, text);

export const reasons = (list) => el('ul.reasons', list.map((each) => el('li', badge(word(each.kind)), ' ', said(each.text))));

/** One choice of several, each a link to the same view. */
export const choice = (label, current, options) => el('nav.choice', { 'aria-label': label },
  options.map(([name, ...path]) => el('a', { href: `#/${path.join('/')}`, 'aria-current': path.at(-1) === current ? 'true' : null }, name)));

let fields = 0;

/** A labelled input; `kind` is input, textarea or select. */
export function field(label, name, attributes = {}, options = []) {
  const id = `field-${++fields}`;
  const { kind = 'input', ...others } = attributes;
  return el('div.field', el('label', { for: id }, label), el(kind, { id, name, ...others }, options.map(([text, key]) => el('option', { value: key }, text))));
}

/** What an attempt came to, said aloud by screen readers. */
export function outcome() {
  const place = el('div.outcome', { role: 'status', tabindex: '-1' });
  return {
    place,
    tell: (tone, ...what) => { place.setAttribute('class', `outcome ${tone}`); place.replaceChildren(el('div', what)); },
    refuse(problem) { if (problem.name !== 'AbortError') this.tell('bad', refusal(problem)); },
  };
}

/** A form that rests while it is under way and gives way to what came of it; `send` gets the fields and the button's value. */
export function sender(label, parts, buttons, send) {
  const told = outcome();
  const fieldset = el('fieldset', parts, el('div.buttons', buttons.map(([text, value, kind]) => el(`button${kind ? `.${kind}` : ''}`, { type: 'submit', value }, text))));
  const submit = async (event) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.target));
    fieldset.disabled = true;
    told.tell('busy', 'Sending \u2026');
    try {
      told.tell('good', (await send(data, event.submitter?.value)) ?? 'Done.');
      fieldset.remove();
      told.place.focus();
    } catch (problem) {
      told.refuse(problem);
      fieldset.disabled = false;
      event.submitter?.focus();
    }
  };
  return el('form', { 'aria-label': label, submit }, fieldset, told.place);
}

/** Says what will happen, then does it; resolves once it is done, and not at all where the person thinks better of it. */
export function confirmed(title, consequence, act, send) {
  return new Promise((resolve) => {
    const form = sender(title, [el('p', consequence), field('Note (optional)', 'note', { kind: 'textarea', rows: '2', maxlength: '4000' })], [[act, 'yes', 'primary']], async ({ note }) => {
      const done = await send(note.trim() || undefined);
      dialog.close();
      resolve(done);
    });
    const dialog = el('dialog', { 'aria-label': title, close: () => dialog.remove() }, el('h2', title), form);
    form.querySelector('.buttons').append(button('Cancel', () => dialog.close(), 'quiet'));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A part of a view that loads by itself, so that one refusal does not hide the rest. */
export function section(title, load) {
  const place = el('div', el('p.busy', 'Loading \u2026'));
  load().then((nodes) => place.replaceChildren(...[nodes].flat(Infinity).filter(Boolean)), (problem) => {
    const told = outcome();
    told.refuse(problem);
    place.replaceChildren(told.place);
  });
  return el('section', el('h2', title), place);
}

/** Rows of a list, page after page, as long as there is another; `load` gets the query of the page. */
export async function pages(load, show) {
  const list = el('div.pages');
  const more = el('p.more');
  const next = async (query) => {
    const page = await load(query);
    list.append(...[show(page)].flat(Infinity));
    more.replaceChildren(page.cursor ? button('Show more', () => next({ cursor: page.cursor }).catch((problem) => more.append(problem.message))) : '');
  };
  await next({});
  return [list, more];
}
