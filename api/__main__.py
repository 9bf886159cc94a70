"""The API's process: `python -m api`."""

from api.serving import serve
from settings import Settings

serve(Settings())
