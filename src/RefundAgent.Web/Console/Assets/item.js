// One learned item with the cases, the people and the money behind it.
import { el, facts, said, table } from './dom.js';
import { get, paths, post } from './api.js';
import { badge, button, confirmed, head, link, nothing } from './parts.js';
import { money, when, word } from './words.js';

export async function showItem({ signal, path: [id], refresh, say }) {
  const story = await get(paths.item(id), signal);
  const steer = async (title, consequence, act, path, told) => {
    const result = await confirmed(title, consequence, act, (note) => post(path, { note }));
    await refresh();
    say(`${told} Version ${result.version} is in force.`);
  };
  const retire = () => steer('Retire this item?',
    'It decides nothing any more, nor does what the learner makes of it with other numbers, until somebody pins it. Decisions already made are not touched.',
    'Retire', paths.retire(id), 'Retired.');
  const pin = () => steer('Pin this item?',
    'It stays in force as it is and stands before all else that is learned, until somebody retires it. The policy still rules over it.',
    'Pin', paths.pin(id), 'Pinned.');
  return [
    head('Learned item', button('Pin', pin), button('Retire', retire, 'danger'), button('Refresh', refresh)),
    el('blockquote', said(story.words)),
    el('p', story.inForce ? badge('in force', 'good') : badge('not in force'), ' ', badge(story.item.type)),
    facts([
      ['A model\u2019s words for it', story.item.wording && [said(story.item.wording.text), el('span.dim', ' (they decide nothing)')]],
      ['Found in', [link(`version ${story.version}`, 'versions', String(story.version)), story.versions.length > 1 && `, and in ${story.versions.length - 1} of the last hundred others`]],
      ['Cases behind it', `${story.cases.length}, in ${story.agreed} of them people said what it says`],
      ['Money given back in these', story.money.map(money).join(', ')],
      ['Kind of ruling', story.item.segment && said(story.item.segment)],
      ['Taught by', story.item.reviewers?.length > 0 && said(story.item.reviewers.join(', '))],
      ['Id', el('code', id)],
    ]),
    el('section', el('h2', 'Cases'), story.cases.length === 0 ? nothing('The learner holds no labelled case that it decides.') : table('Cases', ['Decision', 'People said', 'Amount', 'As it says', 'Who'],
      story.cases.map((each) => [
        link(each.decision, 'refunds', each.decision), word(each.outcome), each.amount ? money(each.amount) : '', each.agrees ? 'yes' : 'no', said(each.reviewers.join(', ')),
      ]))),
    el('section', el('h2', 'What people said'), story.events.length === 0 ? nothing('Nothing.') : table('Events', ['When', 'Who', 'What', 'Decision'],
      story.events.map((each) => [
        when(each.at), said(each.by), [word(each.kind), each.outcome && `: ${word(each.outcome)}`, each.amount && ` ${money(each.amount)}`],
        link(each.decisionId, 'refunds', each.decisionId),
      ]))),
    story.controls.length > 0 && el('section', el('h2', 'What operators said'), table('Words about it', ['When', 'Who', 'What', 'Why'],
      story.controls.map(({ type, said: entry }) => [when(entry.at), said(entry.by), word(type), entry.note ? said(entry.note) : '']))),
  ];
}
