"""
Stock consent (同意の標準文面): the national intake form's consent, in plain Japanese (R24, R25).

A city whose 規程 reads otherwise adopts its own words; these are for trying the program, and to
begin from.
"""

from typing import Final

from events.values import AgencyKind

NAME: Final = "個人情報の取扱いについて（相談受付・申込票）"
VERSION: Final = "標準 第1版"
CLASSES: Final = (
    AgencyKind.CITY_DIVISION,
    AgencyKind.WELFARE_COUNCIL,
    AgencyKind.COMMUNITY_SUPPORT_CENTER,
    AgencyKind.DISABILITY_CONSULTATION_CENTER,
    AgencyKind.CHILDREN_AND_FAMILIES_CENTER,
    AgencyKind.CHILD_GUIDANCE_CENTER,
    AgencyKind.WELFARE_OFFICE,
    AgencyKind.HEALTH_CENTER,
    AgencyKind.EMPLOYMENT_OFFICE,
    AgencyKind.SCHOOL_BOARD,
    AgencyKind.MEDICAL,
    AgencyKind.NPO,
    AgencyKind.WOMEN_CENTER,
    AgencyKind.LEGAL,
    AgencyKind.GUARDIAN,
)
WORDS: Final = """\
相談された内容について、福祉総合相談窓口の支援の利用を申し込みます。
申し込みにあたり、個人情報の取扱いについて、次の説明を受けました。相談支援に必要な関係機関（者）と情報を共有することに同意します。

1　何のために使うか
（1）相談の業務を円滑に行うため
（2）事業の利用やプランの申込みのため
（3）支援を提供し、関係機関と連絡調整をするため

2　どの情報か
（1）氏名・性別・年齢・住所・電話番号・家族など
（2）健康状態・病気・障害・介護
（3）仕事・通学・通所
（4）収入・資産・借金
（5）福祉の制度の利用
（6）そのほか（生活の歴史、これまでの経験、抱えている課題など）

3　だれと共有するか
別表の機関のうち、その支援に必要なところだけです。実際に伝えた相手と日付は記録し、お尋ねがあればお答えします。知らせたくない相手があれば、いつでもお申し出ください。その相手には、ほかの同意があっても伝えません。

4　どの会議か
支援の内容を話し合う支援調整会議、重層的支援会議、個別ケース検討会議です。

5　やめるとき
同意しなくても、相談は続けられます。同意したあとも、全部または一部を、いつでも取りやめられます。取りやめたあとは、新しく伝えることはありません。すでに伝えた相手には、使うのをやめるよう知らせます。

6　見る・直す
窓口が持っているご自分の情報について、開示や訂正などを求めることができます。手続きは窓口でご案内します。
"""
