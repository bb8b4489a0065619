"""Reads a list of parties: name, what is said of it, its defined terms, then "and" and the next name."""

from __future__ import annotations

import regex

from extractors.language.defined_terms import (
    parenthesis_at,
    role_after,
    shared_outside,
    shared_term,
    term_outside,
    terms_of,
)
from extractors.language.name_spans import NameSpan, name_at, other_name_at
from extractors.language.names import (
    has_corporate_form,
    has_degree,
    has_organization_word,
    legal_name,
    starts_with_given_name,
)
from extractors.language.party_groups import (
    closes_in_group,
    is_company_of,
    is_description,
    is_of_another,
    names_its_object,
    stands_alike,
    with_what_and_joins,
)
from extractors.language.party_mentions import (
    BLANK,
    DESCRIBED,
    HOLDS_OTHERS,
    KIN,
    ListedParty,
    PartyList,
    behind_prefix,
    gets_terms,
    is_party_name,
    own_short_name,
    role_inside,
)
from extractors.language.party_separators import (
    CALLED,
    JOINED,
    OF_A_PARTY,
    SEPARATOR,
    SIDE_BY_SIDE,
    STOP,
    ends_sentence,
    list_goes_on,
)


def party_list(text: str, position: int) -> PartyList:
    """The parties listed from `position` on; few or none when no list of names stands there."""
    found = _Lister(text, position, join=True).read()
    named = [party for party in found.parties if not party.blank]
    if len(named) == 1 and regex.search(r"(?i)\sand\s", named[0].name):
        apart = _Lister(text, position, join=False).read()
        if len(apart.parties) > len(found.parties):
            return apart
    if len(found.parties) == 1:
        return _Lister(text, position, join=True, lenient=True).read()
    return found


def party_at(text: str, position: int) -> ListedParty | None:
    """The one party named at `position`, with its terms as far as its sentence goes; None where no name stands."""
    span = name_at(text, position)
    if span is None or not is_party_name(text, span):
        return None
    return _Lister(text, position, join=True).read_one(span)


class _Lister:
    def __init__(self, text: str, position: int, *, join: bool, lenient: bool = False) -> None:
        self.text, self.at, self.join, self.lenient = text, position, join, lenient
        self.parties: list[ListedParty] = []

    def read(self) -> PartyList:
        if not self._take_first():
            return PartyList((), self.at)
        while self._take_next():
            pass
        return PartyList(tuple(party.known_as for party in self.parties), self.at)

    def _take_first(self) -> bool:
        blank = BLANK.match(self.text, self.at)
        if blank:
            self._take_tail(ListedParty(blank.start(), blank.end(), "", (), None, "", blank=True), blank.end())
            return True
        start, label = behind_prefix(self.text, self.at)
        span = name_at(self.text, start, join=self.join)
        if span is None or not is_party_name(self.text, span):
            return False
        self._take(span, label)
        return True

    def _take(self, span: NameSpan, label: str | None) -> None:
        name = regex.sub(r"\s+", " ", self.text[span.start : span.end])
        blank = BLANK.fullmatch(name) is not None
        bare = "" if blank else legal_name(name)
        self._take_tail(ListedParty(span.start, span.end, bare, (), label, "", blank=blank), span.end)

    def _take_tail(self, party: ListedParty, position: int) -> None:
        """What is said of the party right behind its name: other names, role, and the first parenthesis with terms."""
        at, terms, label = position, list(party.defined_terms), party.label
        other: str | None = None
        while True:
            trade = other_name_at(self.text, at)
            if trade is not None and other is None:
                other = self.text[trade.start : trade.end]
                if "(" not in self.text[at : trade.start]:
                    at = trade.end
                    continue
            role = role_after(self.text, at)
            if role:
                label, at = label or role[0], role[1]
                continue
            opening = regex.match(r"\s*,?\s*\(", self.text, pos=at)
            if opening is None:
                break
            inside = parenthesis_at(self.text, opening.end() - 1)
            if inside is None:
                break
            terms += [term for term in terms_of(inside.inside) if term not in terms]
            at = inside.end
        self.at = at
        self.parties.append(party._replace(end=at, defined_terms=tuple(terms), label=label, other_name=other))

    def _take_next(self) -> bool:
        """Scans on from the last party to the separator that begins another, reading the terms on the way."""
        begin = self.at
        limit = min(len(self.text), begin + 900)
        stop = STOP.search(self.text, begin, limit)
        limit = stop.start() if stop else limit
        at = begin
        while (match := SEPARATOR.search(self.text, at, limit)) is not None:
            kind = match.lastgroup or ""
            if kind == "open":
                lines = self.text[begin : match.start()].rstrip(" ").rsplit("\n", 1)
                far = self.text.count("\n", begin, match.start()) > 1 and len(lines) > 1 and lines[1].strip()
                at = match.end() if far else self._read_parenthesis(match.start())
                continue
            if kind == "period":
                if ends_sentence(self.text, match.start()) and not (
                    len(self.parties) == 1 and list_goes_on(self.text, match.end())
                ):
                    limit = match.start()
                    break
                at = match.end()
                continue
            found = self._party_behind(match, begin, kind)
            if found is not None:
                self._close(begin, match.start())
                self._take(*found)
                return True
            at = match.end()
        self._close(begin, limit)
        self.at = limit
        return False

    def read_one(self, span: NameSpan) -> ListedParty:
        """The party of that name, read up to its first parenthesis with terms, or to the sentence's end."""
        self._take(span, None)
        begin = self.at
        limit = min(len(self.text), begin + 400)
        for match in regex.finditer(r"[(.;\n]", self.text, pos=begin, endpos=limit):
            if self.parties[-1].defined_terms:
                break
            if match.group() == "(":
                if is_of_another(self.text, begin, match.start()):
                    limit = match.start()
                    break
                self._read_parenthesis(match.start())
            elif match.group() != "." or ends_sentence(self.text, match.start()):
                limit = match.start()
                break
        self._close(begin, max(min(limit, self.parties[-1].end), begin) if self.parties[-1].defined_terms else limit)
        return self.parties[-1].known_as

    def _read_parenthesis(self, position: int) -> int:
        if self.text[position] == "[":
            closing = self.text.find("]", position, position + 200)
            return closing + 1 if closing > 0 else position + 1
        inside = parenthesis_at(self.text, position)
        if inside is None:
            return position + 1
        last = self.parties[-1]
        if not last.defined_terms:
            new = terms_of(inside.inside) or own_short_name(inside.inside, last.name)
            if new:
                self.parties[-1] = last._replace(defined_terms=new, end=inside.end)
            else:
                self._share(shared_term(inside.inside), inside.end)
        return inside.end

    def _share(self, term: str | None, end: int) -> None:
        """Gives a term to the last party and to those before it that have none: "A and B (together, "Landlord")"."""
        at = len(self.parties) - 1
        while term and at >= 0 and not self.parties[at].defined_terms:
            self.parties[at] = self.parties[at]._replace(defined_terms=(term,), end=max(self.parties[at].end, end))
            at -= 1

    def _close(self, begin: int, end: int) -> None:
        """Fixes the description of the last party, and terms and roles that stand outside parentheses."""
        last = self.parties[-1]
        said = self.text[last.end if last.end > begin else begin : end]
        whole = self.text[last.start + len(last.name) : end]
        shared = shared_outside(said)
        self._share(shared, last.end)
        last = self.parties[-1]
        terms = [*last.defined_terms, *(term for term in term_outside(said) if term not in last.defined_terms)]
        role = last.label or role_inside(whole)
        self.parties[-1] = last._replace(
            defined_terms=tuple(terms),
            label=role,
            description=regex.sub(r"\s+", " ", whole).strip(" ,;"),
            end=max(last.end, end),
        )

    def _party_behind(self, match: regex.Match[str], begin: int, kind: str) -> tuple[NameSpan, str | None] | None:
        after = match.end()
        joined = JOINED.match(self.text, match.start())
        if joined and joined.end() > after:
            after, kind = joined.end(), "and"
        if kind == "and" and match.group().lower() in {"with", "to"}:
            kind = "weak"
        if kind == "weak" and SIDE_BY_SIDE.search(self.text, begin, match.start()):
            return None
        start, label = behind_prefix(self.text, after)
        if start > after + 1 and regex.search(r"[:)]\s*$", self.text[after:start]) and kind != "weak":
            kind = "and"
        if kind == "and" and self.parties[-1].defined_terms and (blank := BLANK.match(self.text, start)):
            return NameSpan(blank.start(), blank.end(), closed=False), label
        alone = name_at(self.text, start, join=self.join and kind not in {"comma", "line"})
        span = with_what_and_joins(self.text, alone) if self.join and kind == "comma" else alone
        if span is None or not is_party_name(self.text, span):
            return None
        return (span, label) if self._is_next(span, kind, begin, match.start(), label) else None

    def _is_next(self, span: NameSpan, kind: str, begin: int, end: int, label: str | None) -> bool:
        name = self.text[span.start : span.end]
        terms = gets_terms(self.text, span.end)
        introduced = (
            terms
            or bool(DESCRIBED.match(self.text, span.end))
            or label is not None
            or role_after(self.text, span.end) is not None
            or bool(KIN.search(self.text[end : span.start]))
        )
        formal = has_corporate_form(name) or has_degree(name) or is_company_of(name)
        said = self.text[begin:end]
        between = regex.sub(r"\([^()]*\)", "", said)
        holds = HOLDS_OTHERS.search(between)
        if holds and not self._closed_by_terms(end):
            if (
                kind == "and"
                and formal
                and introduced
                and self.parties[-1].defined_terms
                and names_its_object(self.text, begin, end)
            ):
                return True
            apart = kind != "and" or self.text[end : end + 1] in ",;" or bool(self.parties[-1].defined_terms)
            called = CALLED.match(self.text, span.end) is not None
            return kind != "comma" and apart and (terms or called or label is not None)
        if kind == "colon":
            return has_degree(name) or (formal and introduced)
        if kind == "and" and not formal and OF_A_PARTY.search(between):
            return False
        if kind in {"comma", "and"} and is_description(between) and closes_in_group(self.text, span):
            return True
        if kind == "comma":
            listed = terms and self._closed_by_terms(end)
            if stands_alike(self.text, span, between) or (formal and introduced and is_description(between)):
                return True
            return listed or (formal and (introduced or not regex.search(r"\d|\b(?:of|by|at|in)\b", between)))
        if kind in {"line", "weak"}:
            return introduced or (formal and kind == "line")
        if formal or introduced:
            return True
        if has_organization_word(name) and len(name.split()) > 1:
            return not regex.search(r"\d", between) or self._closed_by_terms(end)
        if starts_with_given_name(name) and 2 <= len(name.split()) <= 4:
            return True
        if self.lenient and len(name.split()) > 1 and regex.match(r"\s*(?:[.;\n]|$)", self.text[span.end :]):
            return True
        return self._closed_by_terms(end) or (
            not between.strip(" ,") and bool(regex.match(r"\s*(?:[,(.;\n]|$)", self.text[span.end : span.end + 3]))
        )

    def _closed_by_terms(self, end: int) -> bool:
        """Whether the words just before a separator are a parenthesis with terms, so that the party is done with."""
        return bool(regex.search(r"[\"”“’']?\s*\)[\s,;.]*$", self.text[max(end - 12, 0) : end])) and bool(
            self.parties[-1].defined_terms
        )
