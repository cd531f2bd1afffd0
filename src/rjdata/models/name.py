"""What the names of actors, people and places have in common."""

from pydantic import Field

from rjdata.models.base import LanguageTag, Period, Text, Vocabulary


class NameKind(Vocabulary):
    """What a name is to the thing it names."""

    NAME = "name", "The name by which its owner or the field calls it."
    LEGAL = "legal", "The registered name with its legal form."
    SHORT = "short", "A shorter form in common use."
    ACRONYM = "acronym", "Initials."
    BRAND = "brand", "A brand or trading name."
    FORMER = "former", "A name it bore before."
    TRANSLITERATION = "transliteration", "The sound of the name written in another script."
    TRANSLATION = "translation", "The meaning of the name put into another language."
    MISSPELLING = "misspelling", "A slip in a source, kept so that the source can be found."


class Name(Period):
    """One spelling of a name, with where it comes from."""

    name: Text = Field(description="The name, letter by letter.")
    language: LanguageTag = Field(description="BCP 47 language of the name.")
    kind: NameKind = Field(description="What the name is to the thing it names.")
    is_primary: bool = Field(default=False, description="Whether it is the name shown in its language. At most one a language.")
    is_ambiguous: bool = Field(default=False, description="Whether the name alone may mean something else; it then never matches alone.")
