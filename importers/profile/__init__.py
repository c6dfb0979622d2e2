"""A mapping profile: the layout of an office's workbook, fixed once in a YAML file.

    wenze-profile: 1
    sheets:
      台账:
        立案编号: 案件编号
        线索来源: ""              # "" keeps the column as it is
    values:                       # facts that no column gives as it stands
      台账:
        主体类别: 个人             # one value for every row
        角色:
          from: 职务
          map: {县委书记: 主要领导, 副县长: 分管领导}

A sheet named "*" stands for every sheet that the profile does not name.
"""

from importers.profile.fitting import unfit
from importers.profile.form import Profile, ProfileError
from importers.profile.guessing import skeleton
from importers.profile.reading import load_profile, profile_labels
from importers.profile.writing import profile_text

__all__ = [
    "Profile",
    "ProfileError",
    "load_profile",
    "profile_labels",
    "profile_text",
    "skeleton",
    "unfit",
]
