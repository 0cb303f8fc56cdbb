"""Orca with a voice that writes instead of sounding: run by the system's own Python, for which Orca is installed.

Each line of the file it is given is JSON: what happened (`said`, `begun` or `ended` of a whole page, `quiet`), a number
that is the same for what is said of one piece of the page, its language, and the words. `quiet` comes when Orca has
nothing more to do.
"""

import json
import sys

from gi.repository import GLib
from orca import orca, settings, speech, speech_generator, speechserver


class Voice(speechserver.SpeechServer):
    def __init__(self, file):
        super().__init__()
        self.file, self.piece, self.number = file, None, 0

    def write(self, event, words="", voice=None, piece=None):
        if piece is None or piece != self.piece:
            self.piece, self.number = piece, self.number + 1
        language = dict(voice or {}).get("language", "")
        self.file.write(json.dumps([event, self.number, language, words]) + "\n")
        GLib.idle_add(self.quiet, priority=GLib.PRIORITY_LOW)

    def quiet(self):
        self.file.write(json.dumps(["quiet", self.number, "", ""]) + "\n")
        return False

    def speak(self, text=None, acss=None, interrupt=True):
        self.write("said", text, acss)

    def say_all(self, pieces, progress):
        """Tells Orca at once that each piece has been heard, so that it goes on to the next."""
        self.write("begun")

        def following():
            context, voice = next(pieces, (None, None))
            if not context:
                self.write("ended")
                return False
            self.write("said", context.utterance, voice, (context.obj, context.startOffset, context.endOffset))
            context.currentOffset = context.endOffset
            progress(context.copy(), speechserver.SayAllContext.COMPLETED)
            return True

        GLib.idle_add(following)

    sayAll = say_all  # its name before Orca 46


def tell_the_language() -> None:
    """Orca asks for a voice with the language of the words, but no voice is given it: keep it with the voice."""
    chosen = speech_generator.SpeechGenerator.voice

    def voice(self, key=None, **args):
        voices = chosen(self, key, **args)
        for each in voices:
            each["language"] = "-".join(filter(None, [args.get("language"), args.get("dialect")]))
        return voices

    speech_generator.SpeechGenerator.voice = voice


if __name__ == "__main__":
    tell_the_language()
    writing = Voice(open(sys.argv[1], "a", buffering=1))  # noqa: SIM115 - as long as Orca lives
    speech.init = lambda: setattr(speech, "_speechserver", writing)
    settings.structNavTriggersFocusMode = True  # typing goes to the field at once, as many set it
    orca.getSettingsManager().activate(None, {})
    sys.exit(orca.main())
