"""Working days of China, typed from the three State Council notices; the rule files are not read."""

from datetime import date, timedelta

OFF = {
    2024: "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
}
WORK = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}


def _span(year, text):
    first, last = (text.split("..") * 2)[:2]
    day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
    while day <= end:
        yield day
        day += timedelta(days=1)


REST = {day for year, text in OFF.items() for part in text.split() for day in _span(year, part)}
MADE_UP = {day for year, text in WORK.items() for part in text.split() for day in _span(year, part)}


def works(day):
    return day not in REST and (day in MADE_UP or day.weekday() < 5)


def working(start, count):
    """The last day of so many working days, and whether a year without a notice was touched."""
    day, left, open_year = start, abs(count), False
    while left:
        day += timedelta(days=1 if count > 0 else -1)
        open_year |= day.year not in OFF
        left -= works(day)
    return day, open_year


def left(start, end):
    """Working days after one day up to and including another."""
    return sum(works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def months(start, count):
    """The corresponding day, or the last of a month that has none (Civil Code, article 202)."""
    total = start.year * 12 + start.month - 1 + count
    year, month = divmod(total, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("a month has 28 days")
