"""One file from one address: streamed, cut off where it grows too long or takes too long, tried again only where that helps."""

import random
import re
import time
from collections.abc import Callable, Generator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import attrs
import pooch
import requests
import urllib3

from rjdata.errors import CacheNotWritableError, FetchError, IntegrityError, MissingExtraError, RemoteFileNotFoundError

if TYPE_CHECKING:
    from rjdata.remote.registry import RemoteFile

CHUNK = 1 << 20
LATER = "Try again later, or name a mirror in RJDATA_MIRROR."
ELSEWHERE = "Name a mirror in RJDATA_MIRROR."
PORTAL = "It may be a proxy or a portal: open the address in a browser, or name a mirror in RJDATA_MIRROR."
_AGAIN = {408, 429, *range(500, 600)}
_GONE = {404, 410}


@attrs.frozen
class Patience:
    """How long a download may take, and the clock that says so.

    Attributes
    ----------
    connect_seconds, read_seconds
        Longest silence while connecting, and between two pieces.
    total_seconds
        Longest time for a file, all addresses and tries together.
    tries
        How often an address is asked that answers that it is busy, or breaks off.
    longest_pause
        Longest pause before another try, in seconds, where the server does not name one.
    clock, wait, chance
        Seconds that pass, a pause of so many seconds, a number between 0 and 1.
    """

    connect_seconds: float = 10
    read_seconds: float = 30
    total_seconds: float = 600
    tries: int = 3
    longest_pause: float = 30
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], object] = time.sleep
    chance: Callable[[], float] = random.random

    def pause(self, failed: int) -> float:
        """Return the pause after so many failures: doubled each time, with chance in it so that many clients do not come back at once."""
        return float(min(self.longest_pause, 2 ** (failed - 1)) * (0.5 + self.chance() / 2))


class _Busy(Exception):  # noqa: N818 - it ends no call; it asks for another try
    """A try that failed for a reason that may pass."""

    def __init__(self, problem: str, pause: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.pause = problem, pause


@attrs.frozen
class Download:
    """A file, an address to fetch it from, where to put it, and until when.

    Attributes
    ----------
    file
        The file meant.
    address
        An https, loopback http, or file address.
    path
        Where it is put.
    until
        Time of ``patience.clock`` at which to give up.
    patience
        How often and how long to try.
    with_progress
        Whether a bar shows the progress on standard error.
    """

    file: "RemoteFile"
    address: str
    path: str
    until: float
    patience: Patience
    with_progress: bool = False

    def run(self) -> None:
        """Fetch the file. Its digest is compared before it is put in its place.

        Raises
        ------
        FetchError
            If the address did not give the file; the class says why.
        """
        for failed in range(1, self.patience.tries + 1):
            try:
                return self._retrieve()
            except _Busy as busy:
                pause = self.patience.pause(failed) if busy.pause is None else busy.pause
                if failed == self.patience.tries:
                    raise self._error(FetchError, f"{busy.problem}, {failed} times", LATER) from busy
                if self.patience.clock() + pause >= self.until:
                    problem = f"{busy.problem}; the next try would be later than the time allowed"
                    raise self._error(FetchError, problem, LATER) from busy
                self.patience.wait(pause)
        raise AssertionError("a last try returns or raises")

    def _retrieve(self) -> None:
        path, digest = Path(self.path), f"sha256:{self.file.sha256}"
        # Pooch has no types, and what is inferred of them takes no method.
        stream: Any = self._stream
        try:
            # Pooch tells the address that it is given.
            pooch.retrieve(without_password(self.address), known_hash=digest, fname=path.name, path=path.parent, downloader=stream)
        except FetchError:
            raise
        except ValueError as error:
            problem = f"other bytes came than those meant, whose SHA-256 is {self.file.sha256}"
            raise self._error(IntegrityError, problem, f"Nothing of them was kept. {ELSEWHERE}") from error
        except OSError as error:
            remedy = "Set RJDATA_CACHE_DIR to a folder that can be written and has room."
            raise self._error(CacheNotWritableError, f"the cache cannot be written: {error.strerror or error}", remedy) from error

    def _stream(self, told_address: str, output_file: Any, pooch: object) -> None:  # noqa: ARG002 - pooch calls it so
        """Write what the address gives to a file: what pooch calls a downloader."""
        # Pooch makes its temporary file for one user; made anew, it has the mode that the umask gives.
        output = Path(output_file)
        output.unlink()
        got = 0
        with output.open("xb") as target, closing(self._open(self.address)) as chunks, closing(self._progress()) as progress:
            for chunk in chunks:
                got += len(chunk)
                if got > self.file.size:
                    raise self._error(IntegrityError, f"more bytes came than the {self.file.size} of the file", ELSEWHERE)
                if got < self.file.size and self.patience.clock() >= self.until:
                    problem = f"the time allowed ended after {got} of {self.file.size} bytes"
                    raise self._error(FetchError, problem, "Try again on a faster network, or name a mirror in RJDATA_MIRROR.")
                target.write(chunk)
                progress.update(len(chunk))
        if got < self.file.size:
            raise _Busy(f"the connection ended after {got} of {self.file.size} bytes")

    def _open(self, url: str) -> Generator[bytes]:
        self._check(url)
        return self._read_file(url) if urlsplit(url).scheme == "file" else self._read_http(url)

    def _read_file(self, url: str) -> Generator[bytes]:
        try:
            stream = Path(url2pathname(urlsplit(url).path)).open("rb")  # noqa: SIM115 - closed below; only its opening may fail so
        except ValueError as error:
            raise self._error(FetchError, f"the address cannot be read: {error}", "Mend RJDATA_MIRROR.") from error
        except FileNotFoundError as error:
            raise self._error(RemoteFileNotFoundError, "there is no such file", "Write the mirror anew with write_mirror().") from error
        except OSError as error:
            raise self._error(FetchError, f"the file cannot be read: {error.strerror}", "Mend the mirror.") from error
        with stream:
            yield from self._chunks(stream.read)

    def _read_http(self, url: str) -> Generator[bytes]:
        with self._ask(url) as response:
            self._check_status(response)
            length = response.headers.get("Content-Length", "")
            if length.isdecimal() and int(length) != self.file.size and "Content-Encoding" not in response.headers:
                problem = f"the server announced {length} bytes; the file has {self.file.size}"
                raise self._error(IntegrityError, problem, PORTAL)
            # read1 gives what has come; read would wait for a whole chunk, however slowly it drips, and let no clock be read.
            yield from self._chunks(getattr(response.raw, "read1", response.raw.read), decode_content=True)

    def _chunks(self, read: Callable[..., bytes], **options: bool) -> Generator[bytes]:
        while True:
            try:
                chunk = read(CHUNK, **options)
            except (urllib3.exceptions.HTTPError, OSError) as error:
                raise _Busy(f"the connection broke: {error}") from error
            if not chunk:
                return
            yield chunk

    def _ask(self, url: str) -> requests.Response:
        left = max(0.001, self.until - self.patience.clock())
        timeouts = (min(left, self.patience.connect_seconds), min(left, self.patience.read_seconds))
        # Whoever serves it compressed would be measured by another length.
        headers = {"Accept-Encoding": "identity"}
        try:
            return requests.get(url, stream=True, timeout=timeouts, headers=headers, hooks={"response": self._check_hop})
        except requests.exceptions.SSLError as error:
            raise self._error(
                FetchError, f"the server did not prove who it is: {error}", "Check the clock and the certificates."
            ) from error
        except requests.exceptions.TooManyRedirects as error:
            raise self._error(FetchError, "the server redirects without end", ELSEWHERE) from error
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise _Busy(f"no answer: {error}") from error
        except FetchError:
            raise
        except (OSError, ValueError) as error:
            # What else requests raises, what urllib3 says of a host, and the system of a file that it was told to trust.
            raise self._error(
                FetchError, f"the address cannot be asked: {error}", "Check RJDATA_MIRROR, proxy and certificates."
            ) from error

    def _check_status(self, response: requests.Response) -> None:
        status = response.status_code
        if status == 200:
            return
        problem = f"the server answered {status} {response.reason}"
        if status in _AGAIN:
            raise _Busy(problem, _retry_after(response.headers.get("Retry-After", "")))
        if status in _GONE:
            raise self._error(RemoteFileNotFoundError, problem, "Name a mirror in RJDATA_MIRROR, or look for a newer rjdata.")
        raise self._error(FetchError, problem, PORTAL)

    def _check_hop(self, response: requests.Response, *_: object, **__: object) -> None:
        if response.is_redirect:
            # Unread: whatever it holds is not the file, and it may drip.
            response.close()
            self._check(urljoin(response.url, response.headers["Location"]), hop=True)

    def _check(self, url: str, *, hop: bool = False) -> None:
        """Refuse addresses that others on the way could read or write: https, or this machine."""
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise self._error(FetchError, f"{url} is no address: {error}", "Mend RJDATA_MIRROR, or name another.") from error
        is_local = parts.scheme == "http" and _is_loopback(parts.hostname or "")
        is_file = parts.scheme == "file" and parts.hostname in (None, "localhost") and not hop
        if not (parts.scheme == "https" or is_local or is_file):
            problem = f"{'a redirect leads to ' if hop else ''}{url}, which is neither https nor on this machine"
            raise self._error(FetchError, problem, "Use an https or file:/// address.")

    def _progress(self) -> Any:
        if not self.with_progress:
            return _Silence()
        try:
            from tqdm.auto import tqdm
        except ImportError as error:
            raise MissingExtraError("tqdm", "progress", "a progress bar") from error
        return tqdm(total=self.file.size, unit="B", unit_scale=True, desc=self.file.key)

    def _error(self, kind: type[FetchError], problem: str, remedy: str) -> FetchError:
        return kind(self.file.key, without_password(self.address), self.path, without_password(problem), remedy)


def without_password(text: str) -> str:
    """Return an address, or a text with one in it, as it may be told: without the name and password that a mirror may ask for."""
    return re.sub(r"(?<=//)[^/@\s]*@", "***@", text)


class _Silence:
    """No progress bar."""

    def update(self, count: int) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Close nothing."""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _retry_after(value: str) -> float | None:
    """Read a Retry-After header, which gives seconds or a date."""
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
