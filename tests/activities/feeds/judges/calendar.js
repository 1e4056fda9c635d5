// What ical.js reads of a calendar (standard input), as JSON: the events as they are written, and
// all that they give until the moment named in the environment, each as
// [UID, beginning, end, status, title].
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const UNTIL = ICAL.Time.fromJSDate(new Date(process.env.UNTIL), true);

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
for (const event of events.filter((one) => one.isRecurrenceException()))
  events.find((one) => one.uid === event.uid && !one.isRecurrenceException())
    .relateException(event);

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const row = (event, start, end) => [
  event.uid,
  moment(start),
  moment(end),
  event.component.getFirstPropertyValue("status"),
  event.summary,
];

const dates = [];
for (const event of events.filter((one) => !one.isRecurrenceException())) {
  if (!event.isRecurring()) {
    dates.push(row(event, event.startDate, event.endDate));
    continue;
  }
  const turns = event.iterator();
  for (let next = turns.next(); next && next.compare(UNTIL) < 0; next = turns.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    dates.push(row(item, startDate, endDate));
  }
}
const written = events.map((event) => [event.uid, event.sequence, event.summary]);
console.log(JSON.stringify({ written, dates }));
