"""As whom the database is spoken to."""

APP_ROLE = "fengqiao_app"  # writes, and may not change what is written down
READER_ROLE = "fengqiao_reader"  # reads, and sees of a case what the person sees for whom it reads
