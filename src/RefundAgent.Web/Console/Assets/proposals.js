// Changes of the policy that people's verdicts suggest; only a person can make one.
import { el, facts, said } from './dom.js';
import { get, paths, post } from './api.js';
import { badge, button, confirmed, head, nothing } from './parts.js';
import { when, word } from './words.js';

export async function showProposals({ signal, refresh, say }) {
  const { proposals } = await get(paths.proposals(), signal);
  const waiting = proposals.filter((each) => each.status === 'waiting');
  const answered = proposals.filter((each) => each.status !== 'waiting');
  const answer = async (title, consequence, act, path, told) => {
    await confirmed(title, consequence, act, (note) => post(path, { note }));
    await refresh();
    say(told);
  };
  const accept = (each) => answer('Accept this proposal?',
    'It is written into the policy as a rule for exactly its cases, and what it rules waits for a person until it has earned to act alone.',
    'Accept', paths.accept(each.id), 'Accepted: the policy has a new rule.');
  const reject = (each) => answer('Reject this proposal?',
    'The policy stays as it is, and this proposal does not come back.',
    'Reject', paths.reject(each.id), 'Rejected: the policy is as it was.');
  return [
    head('Proposals', button('Refresh', refresh)),
    el('p.dim', 'Where people keep ruling in a way that the policy does not allow the agent, it asks for a rule. Nothing changes until an operator accepts.'),
    waiting.length === 0 ? nothing('No proposal waits.') : el('ul.cards', waiting.map((each) => el('li', el('article.card', ...body(each),
      el('div.buttons', button('Accept \u2026', () => accept(each), 'primary'), button('Reject \u2026', () => reject(each), 'danger')))))),
    answered.length > 0 && el('section', el('h2', 'Answered'), el('ul.cards', answered.map((each) => el('li', el('article.card', ...body(each)))))),
  ];
}

const body = (each) => [
  el('p', el('strong', said(each.words ?? each.id)), ' ', each.status !== 'waiting' && badge(each.status, each.status === 'accepted' ? 'good' : null)),
  facts([
    ['Because', each.cases !== undefined && `people ruled so in ${each.agreed} of ${each.cases} such cases`],
    ['Who', each.reviewers?.length > 0 && said(each.reviewers.join(', '))],
    ['Overrules', each.rule && said(each.rule)],
    ['Outcome', each.outcome && word(each.outcome)],
    ['Answered', each.answer && [each.status, ' by ', said(each.answer.by), ', ', when(each.answer.at), each.answer.note && [': ', said(each.answer.note)]]],
  ]),
];
