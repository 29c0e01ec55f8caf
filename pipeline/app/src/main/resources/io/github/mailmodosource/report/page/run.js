// ---- The report of a run that sends

// In the order in which a row is judged, so that the picture narrows from top to bottom.
const OUTCOMES = {
  invalid: ['Invalid', 'not readable as an activity', 'alarm'],
  outside_window: ['Outside window', 'before or after the time asked for', 'aside'],
  not_identified: ['Not identified', 'no identify call for this contact', 'aside'],
  identified_later: ['Identified later', 'identified only after the activity', 'aside'],
  suppressed: ['Suppressed', 'people whose events must not be sent', 'aside'],
  duplicate: ['Duplicate', 'the same activity again', 'aside'],
  undelivered: ['Undelivered', 'refused, too large, or too late', 'alarm'],
  sent: ['Sent', 'accepted by Segment', 'sent'],
};
/** Of a run without end: rows that have no end yet. */
const UNDER_WAY = {
  waiting: ['Waiting', 'held until there is an identify call for them', 'aside'],
  in_flight: ['In flight', 'read, and on their way', 'aside'],
};
const REASONS = {
  bad_json: 'not a JSON object', bad_csv: 'not a CSV record', unknown_event: 'not one of the seven events',
  missing_email: 'no recipient', bad_time: 'no time, or one that cannot be read', implausible_time: 'before 2000, or yet to come', bad_boolean: 'neither true nor false',
  row_too_large: 'over 8 MiB', unreadable_file: 'a watched file that cannot be read', bad_contact: 'a contact that cannot be read',
  event_too_large: 'over 32,000 bytes', rejected_by_segment: 'refused by Segment', segment_unavailable: 'not delivered in time',
};

/** Every number of a funnel beside "read" is an outcome, also one that this page does not know. */
function outcomesOf(funnel) {
  const known = Object.keys(OUTCOMES);
  const extra = numbers(funnel).map(([key]) => key).filter(key => key !== 'read' && !known.includes(key));
  return [...known.slice(0, -2), ...extra.filter(key => !own(UNDER_WAY, key)), ...known.slice(-2),
    ...extra.filter(key => own(UNDER_WAY, key))];
}
const outcome = key => own(OUTCOMES, key) || own(UNDER_WAY, key) || [words(key), '', 'aside'];
const lostOf = (funnel, keys) => number(funnel.read) - sum(keys.map(key => number(funnel[key])));

/** Whether both sides of the account are the same: in total, per event, and the events together against the total. */
function audit(funnel, events, keys) {
  const faults = [];
  const say = (name, lost) => {
    if (lost > 0) faults.push(`${name}: ${rows(lost)} read but not accounted for.`);
    if (lost < 0) faults.push(`${name}: ${rows(-lost)} accounted for but never read.`);
  };
  say('In total', lostOf(funnel, keys));
  for (const [name, event] of events) say(name, lostOf(event, keys));
  for (const key of events.length ? ['read', ...keys] : []) {
    const together = sum(events.map(([, event]) => number(event[key])));
    if (together !== number(funnel[key])) {
      faults.push(`${key === 'read' ? 'Read' : outcome(key)[0]}: the events together have ${format(together)}, ` +
        `the total has ${format(number(funnel[key]))}.`);
    }
  }
  return faults;
}

function runTitle(report, funnel, faults) {
  const sent = number(funnel.sent), letters = sum(numbers(report.deadLetters).map(([, n]) => n));
  if (report.stopped) return stoppedTitle(report);
  if (faults.length > 0) return 'Rows are not accounted for';
  if (report.running) return `Running: ${many(sent, 'event')} sent, ${letters > 0 ? many(letters, 'dead letter') : 'nothing lost'} so far`;
  switch (report.exitCode) {
    case 0:
      if (number(funnel.read) === 0) return 'Nothing to do: no rows were read';
      if (report.job === 'preview') return `${many(sent, 'event')} would be sent`;
      return `${many(sent, 'event')} sent, ${letters > 0 ? many(letters, 'dead letter') : 'nothing lost'}`;
    case 1: return 'The run failed';
    case 2: return 'The run was asked for something that it cannot do';
    case 3: return `${many(letters, 'dead letter')}, more than allowed`;
    case undefined: case null: return 'The run has not finished';
    default: return 'The run ended with exit code ' + report.exitCode;
  }
}

function runVerdict(report, funnel, keys, faults) {
  const read = number(funnel.read), lost = lostOf(funnel, keys), sent = number(funnel.sent);
  const wrong = number(funnel.invalid) + number(funnel.undelivered);
  const waiting = number(funnel.waiting), inFlight = number(funnel.in_flight);
  const aside = Math.max(0, read - lost - sent - wrong - waiting - inFlight);
  const sentence = report.stopped ? stoppedSentence(report, funnel) : !isObject(report.funnel) ? 'This run recorded no rows.'
    : read === 0 && lost === 0 ? 'No rows were read.'
    : `Of ${rows(read)}, ${format(sent)} ${report.job === 'preview' ? 'would be sent' : 'reached Segment'}, ` +
      `${format(aside)} ${aside === 1 ? 'was' : 'were'} left out on purpose` +
      `${wrong > 0 ? `, ${format(wrong)} could not be read or delivered` : ''}` +
      `${waiting > 0 ? `, ${format(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for an identify call` : ''}` +
      `${inFlight > 0 ? `, ${format(inFlight)} ${inFlight === 1 ? 'is' : 'are'} on the way` : ''}. ` +
      (lost === 0 ? 'Every row is accounted for.' : `${format(Math.abs(lost))} are not accounted for.`);
  return verdict(report, {
    well: faults.length > 0 ? false : report.exitCode === 0 || report.running ? true : report.exitCode === 1 || report.exitCode === 2 ? false : null,
    title: runTitle(report, funnel, faults),
    sentence,
    notes: faults.length > 0 ? alarm(faults) : null,
  });
}

/** Each outcome takes its rows off the right end of what was left; what is left at the bottom was sent. */
function funnelSection(funnel, keys, {preview, stopped}) {
  const read = number(funnel.read), lost = lostOf(funnel, keys);
  const whole = Math.max(read, read - lost);
  let left = whole;
  const line = (label, note, kind, n) => {
    left -= n;
    return el('tr', {class: kind === 'sent' && 'arrived'}, rowHead(label, note), count(n, kind === 'alarm' ? kind : null), share(n, read),
      bar(piece('flow', 0, left / whole), piece(kind, left / whole, (left + n) / whole)));
  };
  const start = el('tr', null, rowHead('Read', 'every row of the activity'), count(read), share(read, read),
    bar(piece('flow', 0, read / whole)));
  const lines = lost <= 0 ? [] : [stopped ? line('Left', 'read, but without an outcome when the run stopped', 'aside', lost)
    : line('Lost', 'read but not accounted for', 'alarm', lost)];
  for (const key of keys) {
    const [label, note, kind] = preview && key === 'sent' ? ['Would be sent', 'a preview sends nothing', 'sent'] : outcome(key);
    lines.push(line(label, note, kind, number(funnel[key])));
  }
  return section('Where the rows went', el('table', {class: 'bars'},
    head(['Outcome', 'Rows', 'Share', '']), el('tbody', null, start, lines)));
}

function eventsSection(events, funnel, keys) {
  const columns = ['read', 'sent', ...keys.filter(key => key !== 'sent')];
  const label = key => key === 'read' ? 'Read' : outcome(key)[0];
  const line = (name, of) => el('tr', null, rowHead(name), columns.map(key =>
    count(number(of[key]), outcome(key)[2] === 'alarm' ? 'alarm' : null)));
  if (events.length === 0) return section('By event', soft('No rows.'));
  return section('By event', wide('Rows by event and outcome',
    el('table', null, head(['Event', ...columns.map(label)]),
      el('tbody', null, events.map(([name, event]) => line(name === 'unknown' ? 'Unknown' : name, event))),
      el('tfoot', null, line('Total', funnel)))));
}

/** Events by the day of their activity, as far as they passed the gate. */
function timeSection(days) {
  const matrix = Object.fromEntries(Object.entries(object(days)).map(([day, events]) =>
    [day, Object.fromEntries(numbers(events).map(([event, n]) => [event, {sent: n}]))]));
  const outside = ['earlier', 'later'].map(key => sum(numbers(object(days)[key]).map(([, n]) => n)));
  const dated = Object.keys(matrix).filter(key => /^\d/.test(key)).sort();
  if (dated.length === 0 && sum(outside) === 0) return null;
  const about = parts => [many(number(parts.sent), 'event')];
  const span = dated.length === 0 ? '' : dated.length === 1 ? `All on ${dayName(dated[0])}. `
    : `From ${dayName(dated[0])} to ${dayName(dated[dated.length - 1])}. `;
  return section('When it happened',
    soft(span + 'Activity of identified contacts by its own day (UTC), duplicates included; each row has a scale of its own.'),
    dated.length > 0 ? daysFigure(matrix, [['sent', 'events']], about, 'Events over time, a row for each event. ' + span) : null,
    sum(outside) > 0 ? soft(`Not in the picture, because the times look wrong: ${many(outside[0], 'event')} before 2000, ` +
      `${format(outside[1])} more than ten years ahead.`) : null);
}

/** They are written all at once, near the end of a run. */
function deadLettersSection(map, stopped) {
  const reasons = numbers(map).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  const total = sum(reasons.map(([, n]) => n));
  if (total === 0) return section('Dead letters', soft(stopped ? 'The run stopped before any were written.' : 'None.'));
  const lines = reasons.map(([key, n]) => el('tr', null, rowHead(own(REASONS, key) ? words(own(REASONS, key)) : words(key), key),
    count(n), share(n, total), bar(piece('alarm', 0, n / reasons[0][1]))));
  return section('Dead letters: ' + format(total),
    el('table', {class: 'bars'}, head(['Reason', 'Rows', 'Share', '']), el('tbody', null, lines)),
    soft(['Each one is kept whole, with its reason. Once the cause is fixed, ',
      el('code', null, 'mailmodo-source replay'), ' sends them again.']));
}

/** What a Tracking Plan says of the events, before Segment does; the settings are named as Segment names them. */
const VIOLATIONS = {
  unplanned_event: ['The event is not in the plan', 'Unplanned Events'],
  unplanned_property: ['Not in the plan', 'Unplanned Properties'],
  required_missing: ['Required, and missing', 'JSON Schema Violations'],
  wrong_type: ['Of another type', 'JSON Schema Violations'],
  invalid_value: ['A value that is not allowed', 'JSON Schema Violations'],
  not_allowed: ['Not allowed', 'JSON Schema Violations'],
  common_schema: ['Breaks the common JSON Schema', 'Common JSON Schema Violations'],
};
function trackingPlanSection(plan) {
  const events = Object.entries(object(object(plan).events)).filter(([, of]) => isObject(of));
  if (events.length === 0) return null;
  const compared = sum(events.map(([, of]) => number(of.compared))), violating = sum(events.map(([, of]) => number(of.violating)));
  const found = events.flatMap(([event, of]) => list(of.violations).map(one => ({event, ...one})))
    .sort((a, b) => number(b.count) - number(a.count));
  const title = `Tracking plan: ${violating === 0 ? 'all events fit' : `${format(violating)} of ${many(compared, 'event')} violate it`}`;
  if (found.length === 0) return section(title, soft(`${many(compared, 'event')} compared.`));
  const line = ({event, kind, property, count: n, example}) => {
    const [matter, setting] = own(VIOLATIONS, kind) || [words(String(kind)), ''];
    return el('tr', null, rowHead(event), count(number(n)),
      el('td', null, property ? [el('code', null, property), ': ' + matter.toLowerCase()] : matter,
        example ? el('small', null, 'such as ', el('code', null, example)) : null),
      cell(setting));
  };
  return section(title,
    wide('Violations of the Tracking Plan', el('table', {class: 'texts'}, head(['Event', 'Events', 'What is the matter', 'Setting']),
      el('tbody', null, found.map(line)))),
    soft('Nothing was held back. What Segment blocks or omits, the settings in the Schema Configuration of the source say.'));
}

/** What was counted, and a row of each kind to look at. */
function warningsSection(report) {
  const part = figures('Warnings', Object.fromEntries(numbers(report.warnings).filter(([, n]) => n > 0)), 'None.');
  part.append(...Object.values(object(report.examples)).map(example => soft(`Such as ${example}.`)));
  return part;
}

function runPage(report) {
  const funnel = object(report.funnel);
  const byEvent = object(report.events);
  const events = inOrder(Object.keys(byEvent)).map(name => [name, byEvent[name]]).filter(([, event]) => isObject(event));
  const keys = outcomesOf(Object.assign({}, ...events.map(([, event]) => event), funnel));
  return [
    // The sides of a run that stopped may differ: rows were on their way.
    runVerdict(report, funnel, keys, report.stopped ? [] : audit(funnel, events, keys)),
    ...(report.countsLost ? [] : runSections(report, funnel, events, keys)),
  ];
}

function runSections(report, funnel, events, keys) {
  return [
    isObject(report.funnel) && funnelSection(funnel, keys, {preview: report.job === 'preview', stopped: report.stopped}),
    timeSection(report.days),
    eventsSection(events, funnel, keys),
    deadLettersSection(report.deadLetters, report.stopped),
    trackingPlanSection(report.trackingPlan),
    el('div', {class: 'cards'},
      contactsCard(report.contacts),
      figures('Delivery', report.delivery, 'Not recorded.'),
      warningsSection(report),
      isObject(object(report.forecast).warehouse) && figures('In the warehouse', report.forecast.warehouse, ''),
      extras(report, ['funnel', 'contacts', 'delivery', 'warnings', 'deadLetters'])),
  ];
}
