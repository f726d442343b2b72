"""Tags, roles and genders as the sentences name them."""

from collections.abc import Mapping

from scheduler.domain.words import Gender, Role, Tag
from scheduler.errors import Text

TAG_WORDS: Mapping[Tag, Text] = {
    Tag.RED: Text(zh="红", en="red"),
    Tag.ORANGE: Text(zh="橙", en="orange"),
    Tag.GREEN: Text(zh="绿", en="green"),
}

ROLE_WORDS: Mapping[Role, Text] = {
    Role.SOCIAL_WORKER: Text(zh="社工", en="social worker"),
    Role.HELPER: Text(zh="助老员", en="helper"),
    Role.VOLUNTEER: Text(zh="志愿者", en="volunteer"),
    Role.POLICE: Text(zh="辅警", en="auxiliary police"),
}

GENDER_WORDS: Mapping[Gender, Text] = {
    Gender.FEMALE: Text(zh="女", en="female"),
    Gender.MALE: Text(zh="男", en="male"),
}
