// Claims by day as bars, and the same figures as a table for whoever cannot see bars.
import { el, svg, table } from './dom.js';
import { count, money } from './words.js';

const HIGH = 100;
const STEP = 10;

export function dayChart(days) {
  const most = Math.max(1, ...days.map((day) => day.claims));
  const label = `Claims by day: at most ${most}, ${days.reduce((all, day) => all + day.claims, 0)} in all`;
  return el('figure.chart',
    svg('svg', { viewBox: `0 0 ${days.length * STEP} ${HIGH}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, days.map((day, place) => bar(day, place, most))),
    el('div.axis', { 'aria-hidden': 'true' }, el('span', days[0].day), el('span', `highest day: ${most}`), el('span', days.at(-1).day)),
    el('figcaption', key('alone', 'by itself'), key('person', 'left to a person'), key('other', 'waited or asked')),
    el('details', el('summary', 'The same as a table (days of UTC)'), table('Claims by day', ['Day', 'Claims', 'By itself', 'Left to a person', 'Given back'],
      days.map((day) => [day.day, String(day.claims), String(day.alone), String(day.escalated), day.executed.map((sum) => money(sum.amount)).join(', ') || 'nothing']))));
}

function bar(day, place, most) {
  let top = HIGH;
  const piece = (number, kind) => {
    const height = number * HIGH / most;
    top -= height;
    return number > 0 && svg(`rect.${kind}`, { x: place * STEP + 1, y: top, width: STEP - 2, height });
  };
  return svg('g', svg('title', `${day.day}: ${count(day.claims, 'claim')}, ${day.alone} by itself, ${day.escalated} left to a person`),
    svg('rect.day', { x: place * STEP, y: 0, width: STEP, height: HIGH }),
    piece(day.alone, 'alone'), piece(day.escalated, 'person'), piece(day.claims - day.alone - day.escalated, 'other'));
}

const key = (kind, text) => el('span.key', el(`span.swatch.${kind}`), text);
