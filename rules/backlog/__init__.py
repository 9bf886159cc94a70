"""Old matters under a leader (积案包案): one matter, one leader, one team, one plan."""
