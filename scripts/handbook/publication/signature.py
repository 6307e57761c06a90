"""Signs the manifest of a release and checks the signature, so that nobody without the key can change what it lists.

The signature is OpenSSH's (``ssh-keygen -Y``): whoever can sign commits needs nothing more, and no program of ours sees
a private key.
"""

import subprocess
import tempfile
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, excerpt, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.machine.disk import reason_of
from handbook.publication.manifest import SIGNATURE
from handbook.publication.trees import open_file

# ssh-keygen signs for a purpose; a signature that was made for another one, as for a commit, is refused.
NAMESPACE = "handbook-manifest"
# Bytes; the largest key makes a signature of three thousand.
_LARGEST = 64 * 1024


def signature_of(manifest: bytes, key: Path) -> bytes:
    """Return the signature of a manifest by `key`, the file of a private key, or of the public half of an agent's key.

    Raises HandbookError where ssh-keygen is missing or refuses.
    """
    done = _ssh_keygen("sign", "-f", str(key), "-n", NAMESPACE, stdin=manifest)
    if done.returncode or not done.stdout:
        message = phrase("ssh-keygen cannot sign with this key ({reason})", reason=_reason(done))
        raise HandbookError([_finding(key.as_posix(), message)])
    return done.stdout


def unsigned(folder: Path, manifest: bytes, signers: Path, root: Path) -> list[Finding]:
    """Return a finding unless the manifest of a release is signed by one of `signers`.

    `signers` is a file of allowed signers, as ssh-keygen(1) describes it.
    """
    path = shown(folder / SIGNATURE, root)
    if not signers.is_file():
        return [_finding(signers.as_posix(), phrase("there is no such file of signers"))]
    try:
        with open_file(folder / SIGNATURE) as file:
            signature = file.read(_LARGEST)
    except FileNotFoundError:
        return [_finding(path, phrase("the manifest is not signed"))]
    except OSError as error:
        reason = reason_of(error)
        return [_finding(path, phrase("the signature cannot be read ({reason})", reason=reason))]
    with tempfile.TemporaryDirectory(prefix="handbook-") as temporary:
        copy = Path(temporary, SIGNATURE)
        copy.write_bytes(signature)
        checked = ("-s", str(copy), "-f", str(signers))
        done = _ssh_keygen("find-principals", *checked)
        for principal in done.stdout.decode(errors="replace").splitlines() if not done.returncode else ():
            done = _ssh_keygen("verify", *checked, "-n", NAMESPACE, "-I", principal, stdin=manifest)
            if not done.returncode:
                return []
    message = phrase("this is no signature of this manifest by one of the signers ({reason})", reason=_reason(done))
    return [_finding(path, message)]


def _ssh_keygen(action: str, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", "-Y", action, *arguments], input=stdin, capture_output=True, check=False)
    except FileNotFoundError:
        message = phrase("signatures are made and checked by ssh-keygen, which is not installed; install OpenSSH")
        raise HandbookError([_finding("build", message)]) from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    words = excerpt(done.stderr.decode(errors="replace").strip(), 120)
    return words or phrase("exit code {code}", code=done.returncode)


def _finding(path: str, message: Phrase) -> Finding:
    return Finding(path=path, line=1, message=message, rule="signature")
