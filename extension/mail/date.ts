const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours east of Greenwich of the zone names that RFC 5322 (section 4.3) still allows, and of a few that mail uses. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EDT: -4,
  EST: -5,
  CDT: -5,
  CST: -6,
  MDT: -6,
  MST: -7,
  PDT: -7,
  PST: -8,
  WET: 0,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  JST: 9,
};

/**
 * A Date header as ISO 8601 in UTC, or null where it can't be read. Takes RFC 5322 with comments, without a weekday or
 * zone, with two-digit years, `asctime` order, and ISO dates; it never depends on the zone of this machine.
 */
export function parseDate(value: string): string | null {
  const text = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const mail = MAIL.exec(text);
  if (mail !== null) {
    const [, day, month, year, hour, minute, second, zone] = mail;
    return utc(year, MONTHS.indexOf(month?.toLowerCase() ?? ''), day, hour, minute, second, zone);
  }
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) {
    const [, month, day, hour, minute, second, name, year, offset] = asctime;
    return utc(year, MONTHS.indexOf(month?.toLowerCase() ?? ''), day, hour, minute, second, offset ?? name);
  }
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    return utc(year, Number(month) - 1, day, hour, minute, second, zone);
  }
  return null;
}

const CLOCK = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?`;
const MAIL = new RegExp(String.raw`(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{2,4}),? ${CLOCK} ?(\S*)`);
const ASCTIME = new RegExp(
  String.raw`([A-Za-z]{3})[a-z]* (\d{1,2}),? ${CLOCK} (?:([A-Z]{2,4}) )?(\d{4}) ?([+-]\d{4})?`,
);
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})[T ]${CLOCK} ?(\S*)`);

function utc(
  year = '',
  month: number,
  day = '',
  hour = '',
  minute = '',
  second: string | undefined,
  zone: string | undefined,
): string | null {
  // RFC 5322, section 4.3: two digits below 50 are of this century, and three digits count from 1900.
  const given = Number(year);
  const full = year.length >= 4 ? given : year.length === 2 && given < 50 ? given + 2000 : given + 1900;
  const seconds = Math.min(Number(second ?? 0), 59);
  if (month < 0 || month > 11 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59)
    return null;
  const time =
    Date.UTC(full, month, Number(day), Number(hour), Number(minute), seconds) - minutesEast(zone ?? '') * 60_000;
  return Number.isFinite(time) ? new Date(time).toISOString().replace('.000Z', 'Z') : null;
}

function minutesEast(zone: string): number {
  const offset = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)$/i.exec(zone);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return offset[1] === '-' ? -minutes : minutes;
  }
  return (ZONES[zone.toUpperCase()] ?? 0) * 60;
}
