// The same with Segment's client for Node: it batches and retries by itself.
// Arguments: activity file, contact file, address. Prints how many events it sent.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Analytics } from '@segment/analytics-node'

// The client queues without end what it cannot send at once, so it is told to wait.
const MAX_IN_FLIGHT = 20_000

const EVENTS = {
  sent: 'Email Sent',
  opened: 'Email Opened',
  clicked: 'Link Clicked',
  submitted: 'Email Form Submitted',
  complained: 'Email Marked as Spam',
  bounced: 'Email Bounced',
  unsubscribed: 'Email Unsubscribed',
}
for (const name of Object.values(EVENTS)) {
  EVENTS[name.toLowerCase().replaceAll(' ', '_')] = name
}
const COMMON = [
  'email_id',
  'email_subject',
  'email_type',
  'template_id',
  'template_name',
  'campaign_id',
  'campaign_name',
  'campaign_type',
]
const OWN = {
  'Email Opened': ['apple_privacy_open'],
  'Link Clicked': ['link_id', 'link_url'],
  'Email Form Submitted': ['form_id', 'form_name', 'submission_type'],
  'Email Bounced': ['reason', 'is_hard_bounce'],
  'Email Unsubscribed': ['reason'],
}

const [activityFile, contactFile, host] = process.argv.slice(2)

function lines(file) {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}

/** Milliseconds; from ISO-8601 with or without a zone, or an epoch number of any unit. */
function time(value) {
  const text = String(value)
  if (!text.includes('-')) {
    const number = Number(text)
    if (number < 1e11) return number * 1000
    return number < 1e14 ? number : Math.floor(number / 1000)
  }
  const iso = text.replace(' ', 'T')
  return Date.parse(iso.endsWith('Z') || iso.includes('+') ? iso : iso + 'Z')
}

async function readContacts(file) {
  const contacts = new Map()
  for await (const line of lines(file)) {
    const call = JSON.parse(line)
    const email = call.traits?.email?.trim().toLowerCase()
    if (call.type !== 'identify' || !email) continue
    const who = call.userId ? { userId: call.userId } : { anonymousId: call.anonymousId }
    const identified = { at: time(call.receivedAt), who }
    const calls = contacts.get(email)
    if (calls) calls.push(identified)
    else contacts.set(email, [identified])
  }
  for (const calls of contacts.values()) calls.sort((a, b) => a.at - b.at)
  return contacts
}

/** Any id will do that is the same whenever the row is sent. */
function messageId(row, name, email, at) {
  const id = row.id ?? [name, email, at, row.campaign_id, row.link_id, row.form_id].join('|')
  return 'mailmodo-' + createHash('md5').update(id).digest('hex')
}

/** The event of a row; undefined if its contact was not identified by then. */
function toEvent(row, contacts) {
  const email = row.email.trim().toLowerCase()
  const at = time(row.occurred_at)
  const who = contacts.get(email)?.findLast((call) => call.at <= at)?.who
  if (!who) return undefined
  const event = EVENTS[row.event.toLowerCase().replaceAll(' ', '_')]
  const properties = {}
  const names = [...COMMON, ...(OWN[event] ?? [])]
  if (row.campaign_type === 'TRIGGERED') names.push('campaign_trigger_source')
  for (const name of names) {
    const value = row[name]
    if (value != null) properties[name] = typeof value === 'boolean' ? value : String(value)
  }
  return {
    ...who,
    event,
    properties,
    timestamp: new Date(at),
    messageId: messageId(row, event, email, at),
    context: { traits: { email }, integration: { name: 'mailmodo', version: '1.0.0' } },
    integrations: { Mailmodo: false },
  }
}

const contacts = await readContacts(contactFile)
// By default it sends 15 events at a time. Much above 500 these events' batches would have more than
// Segment's 500 KB: the client measures them before it adds what it adds.
// The last batch may wait for the interval (10 s by default), even when the client is closed.
const analytics = new Analytics({ writeKey: 'bench', host, flushAt: 500, flushInterval: 1_000 })
let sent = 0
let failed = 0
let inFlight = 0
let resume

for await (const line of lines(activityFile)) {
  const event = toEvent(JSON.parse(line), contacts)
  if (!event) continue
  inFlight++
  analytics.track(event, (error) => {
    inFlight--
    if (error) failed++
    else sent++
    if (inFlight < MAX_IN_FLIGHT / 2) resume?.()
  })
  if (inFlight >= MAX_IN_FLIGHT) await new Promise((resolve) => (resume = resolve))
}
await analytics.closeAndFlush()
console.log(sent)
process.exitCode = failed === 0 ? 0 : 1
