// A time on a calendar: the day as 2026-11-26, minutes from its midnight by the clock on the wall, and how long. Pure.
export const QUARTER = 15;
const DAY = 24 * 60;

export function slotOf({ dataset }, zone) {
  const [day, start] = local(dataset.starts, zone);
  return { day, start, length: Math.round((Date.parse(dataset.ends) - Date.parse(dataset.starts)) / 60_000) };
}

function local(instant, timeZone) {
  const shape = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const [day, hour] = shape.format(new Date(instant)).split(" ");
  return [day, minutesOf(hour)];
}

// Elsewhere on the quarters of a day. What lasts less than a day does not pass midnight.
export function at(slot, day, start) {
  const last = slot.length > DAY ? DAY - QUARTER : DAY - slot.length;
  return { ...slot, day, start: Math.min(Math.max(snapped(start), 0), last) };
}

export function beginning(slot, start) {
  const end = slot.start + slot.length;
  const begins = Math.min(Math.max(snapped(start), 0), end - QUARTER);
  return { ...slot, start: begins, length: end - begins };
}

export function ending(slot, end) {
  const most = slot.start + slot.length > DAY ? Infinity : DAY;
  return { ...slot, length: Math.max(Math.min(snapped(end), most) - slot.start, QUARTER) };
}

export function otherDay(day, days) {
  const there = new Date(`${day}T00:00:00Z`);
  there.setUTCDate(there.getUTCDate() + days);
  return there.toISOString().slice(0, 10);
}

export function isSame(one, other) {
  return ["day", "start", "length", "room"].every((name) => one[name] === other[name]);
}

// As it is typed into every form; an end of 00:00 is the midnight after.
export function typed({ day, start, length }) {
  const over = Math.floor((start + length - 1) / DAY);
  return { day: written(day), start: hour(start), end: hour(start + length), last_day: over ? written(otherDay(day, over)) : "" };
}

// What typed() wrote, read back: "26/11/2026 14:15 16:15" and perhaps a last day.
export function read(text) {
  const [first, start, end, last] = text.trim().split(" ");
  const day = iso(first);
  const over = last ? Math.round((Date.parse(iso(last)) - Date.parse(day)) / 86_400_000) : 0;
  const ends = minutesOf(end) || DAY;
  return { day, start: minutesOf(start), length: over * DAY + ends - minutesOf(start) };
}

// Thứ Năm 26/11, 14:15–16:15
export function words({ day, start, length }) {
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", timeZone: "UTC" });
  return `${weekday.format(new Date(`${day}T00:00:00Z`))} ${written(day).slice(0, 5)}, ${hour(start)}–${hour(start + length)}`;
}

const snapped = (minutes) => Math.round(minutes / QUARTER) * QUARTER;
const minutesOf = (text) => text.split(/[:h]/).reduce((hours, minutes) => Number(hours) * 60 + Number(minutes));
const written = (day) => day.split("-").reverse().join("/");
const iso = (text) => text.split("/").reverse().join("-");
const two = (number) => String(number).padStart(2, "0");
const hour = (minutes) => `${two(Math.floor((minutes % DAY) / 60))}:${two(minutes % 60)}`;
