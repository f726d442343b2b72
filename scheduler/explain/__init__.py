"""Why a visit is as it is: that day, that person, that time, and what others cost."""
