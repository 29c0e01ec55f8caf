// Sends each line of a file as a track event: node send.mjs ENDPOINT WRITE_KEY FILE
import { readFileSync } from 'node:fs'
import { Analytics } from '@segment/analytics-node'

const [host, writeKey, file] = process.argv.slice(2)
const analytics = new Analytics({ host, writeKey, maxRetries: 0 })
analytics.on('error', (error) => {
  console.error(error)
  process.exitCode = 1
})

for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
  const event = JSON.parse(line)
  analytics.track({ ...event, timestamp: new Date(event.timestamp) })
}
await analytics.closeAndFlush()
