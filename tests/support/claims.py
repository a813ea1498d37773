"""Words by which a record would claim that it is enough, which only a regulator can say."""

import re

CLAIMS = re.compile(
    r"\b(?:meets?|met|fulfils?|satisf\w+|compl(?:y|ies|iant)|accredited|approved|certif\w+)\b", re.IGNORECASE
)
