"""Every code of a problem, with when it comes and what to do about it. A code never changes and is never reused."""

from collections.abc import Mapping

from register.rules.access_exemption import EXEMPTION_PROBLEMS
from register.rules.area_finding import FINDING_PROBLEMS
from register.rules.area_inspection import AREA_PROBLEMS
from register.rules.area_target import TARGET_PROBLEMS
from register.rules.authority_return import RETURN_PROBLEMS
from register.rules.child_match import MATCH_PROBLEMS
from register.rules.episode_report import EPISODE_REPORT_PROBLEMS
from register.rules.placement import PLACEMENT_PROBLEMS
from register.rules.problem import Meaning
from register.rules.published_inspection import PUBLISHED_PROBLEMS
from register.rules.shield import SHIELD_PROBLEMS

OTHER_PROBLEMS: Mapping[str, Meaning] = {
    "CONFLICT_DUPLICATE": Meaning(
        "The register already holds a record with this number or reference.",
        "Look the record up; correct it, or give another number.",
    ),
    "CONFLICT_IDEMPOTENCY": Meaning(
        "The idempotency key was used before, for another command or another input.",
        "Use a new key for a new command. To learn what the old one did, send it again unchanged.",
    ),
    "CONFLICT_STALE": Meaning(
        "The record has changed since the version you sent.",
        "Read the record again, check the fields named in changed, and send the command with currentVersion.",
    ),
    "POLICY_NOT_FOUND": Meaning(
        "There is no such record, or you may not act on it. The answer is the same for both.",
        "Check the reference.",
    ),
    "RULE_ACCOMMODATION_RESTRICTED": Meaning(
        "A restriction of accommodation (section 22B) is in force on that day.",
        "Check the day. If the restriction has been lifted, record that first.",
    ),
    "RULE_AGE": Meaning(
        "The person was too old on that day to be on the register, or to be reported missing as a child.",
        "Check the date of birth and the day.",
    ),
    "RULE_AGES": Meaning(
        "An age is not between 0 and 18, or the oldest is below the youngest.", "Correct ageMin and ageMax."
    ),
    "RULE_ALIASES": Meaning("There are too many other names, or one comes twice.", "Send each name once, at most 20."),
    "RULE_ALREADY_ACCOMMODATED": Meaning(
        "The day on which the first child moved in is on record.", "If it is wrong, correct it with correctHome."
    ),
    "RULE_ALREADY_ACKNOWLEDGED": Meaning("Your body has acknowledged the notice before.", "Nothing: once is enough."),
    "RULE_ALREADY_APPROVED": Meaning("The access was approved before.", "Nothing: it is open."),
    "RULE_ALREADY_MERGED": Meaning(
        "The record has already been merged into another.",
        "Use the record it was merged into, or undo the merge first.",
    ),
    "RULE_ALREADY_PUBLISHED": Meaning(
        "The inspection's report has been published.",
        "If what was published is wrong, correct it with correctInspection.",
    ),
    "RULE_ALREADY_REVIEWED": Meaning("The opening was reviewed before.", "Nothing: one review is enough."),
    "RULE_APPEAL_STATUS": Meaning(
        "The notice carries a right of appeal and the input does not give the appeal's status.",
        "Give appealStatus; NONE if no appeal has been brought.",
    ),
    "RULE_AUTHORITY_ENDED": Meaning(
        "The file names an authority that has ended, and several took its place or the register knows none of them.",
        "Nothing: the home gets an authority from a later list, or from its address.",
    ),
    "RULE_AUTHORITY_UNKNOWN": Meaning(
        "The file names an authority that the register does not know on the day of the list.",
        "Check the spelling; import the boundaries of authorities first.",
    ),
    "RULE_AWAY": Meaning("The episode is of kind away already.", "Record the return with recordReturn."),
    "RULE_BATCH_REFUSED": Meaning(
        "One or more commands of the batch break a rule. Nothing was carried out.",
        "Correct the items that have problems and send the whole batch again.",
    ),
    "RULE_BEFORE_BIRTH": Meaning("The day is before the child was born.", "Check the day and the date of birth."),
    "RULE_CHILDREN_REMAIN": Meaning(
        "Children are still placed in the home.", "End the placements first, or say that this is an emergency."
    ),
    "RULE_CODE": Meaning(
        "A cell of the file holds a word that is not in the closed list.", "Correct the cell to one of the words."
    ),
    "RULE_COLUMN_ABSENT": Meaning(
        "The file does not have a column that today's lists have. The facts of that column stay as they are.",
        "Check that the column was not renamed or lost when the file was saved.",
    ),
    "RULE_COMPANY_NUMBER": Meaning("The provider is a company without a company number.", "Give companyNumber."),
    "RULE_COMPANY_NUMBER_FORM": Meaning(
        "The company number is not eight capital letters or digits.",
        "Copy it from Companies House, with leading zeros.",
    ),
    "RULE_CONDITION_ENDED": Meaning("The condition has already ended.", "Impose a new condition."),
    "RULE_CONDITION_MISSING": Meaning(
        "The home has no condition of this kind to vary or remove.", "Impose it, or check the kind."
    ),
    "RULE_CONDITION_PLACES": Meaning(
        "A condition on places comes without a number, or another kind comes with one.",
        "Give places for max_places, and only then.",
    ),
    "RULE_CONDITION_STANDS": Meaning(
        "The home already has a condition of this kind, and may have only one.", "Vary that condition."
    ),
    "RULE_CONDITION_UNNAMED": Meaning(
        "The home has several conditions of this kind.", "Name one by its key, in condition."
    ),
    "RULE_DATE": Meaning("A cell of the file is not a date in the expected form.", "Correct the cell."),
    "RULE_DATES_ORDER": Meaning(
        "A day is before the day it must follow.", "Check both days; the message names the earlier one."
    ),
    "RULE_DATE_IN_FUTURE": Meaning("The date is in the future.", "Record it when it has happened."),
    "RULE_DATE_TOO_EARLY": Meaning("The date is before 1900.", "Correct the year."),
    "RULE_DUPLICATE_ROW": Meaning("Two lines of the file are for the same record.", "Remove one of them."),
    "RULE_ENCODING": Meaning(
        "The file is not UTF-8 and was read in the encoding of a spreadsheet.",
        "Check the accents and dashes in the rows that the report shows.",
    ),
    "RULE_ENCOUNTER": Meaning(
        "A child is asked about by a part of a name, or by several numbers.",
        "Send name and dateOfBirth, or one of nhsNumber and upn.",
    ),
    "RULE_ENDED": Meaning("The access has ended.", "Ask for access again."),
    "RULE_EPISODE_ENDED": Meaning(
        "The episode has ended, is closed or was recorded in error.",
        "Read the episode again. Report a new one if the child is missing again.",
    ),
    "RULE_ETHNICITY": Meaning(
        "The code of the ethnicity is not one of the children looked-after return.",
        "Use a code of the return, such as WBRI or NOBT.",
    ),
    "RULE_FILE_REFUSED": Meaning(
        "The file as a whole cannot be imported; the message says why.", "Correct the file and send it again."
    ),
    "RULE_FLAG_ENDED": Meaning(
        "The flag was lifted already.",
        "Raise a new flag with flagExploitation if there is a new concern.",
    ),
    "RULE_FORMER_WORD": Meaning(
        "A cell of the file holds a word of an earlier year, which has no value today. The fact was left out.",
        "Nothing: the file is right for its year.",
    ),
    "RULE_HAS_SUCCESSOR": Meaning(
        "The home passed to another provider, and is registered under another URN.", "Correct that home."
    ),
    "RULE_HOME_CLOSED": Meaning(
        "The home is not registered, is suspended, or was not registered yet on that day.", "Check the URN and the day."
    ),
    "RULE_HOME_UNKNOWN": Meaning(
        "The file has an inspection of a home that is not on the register.", "Import the list of homes first."
    ),
    "RULE_ILLEGAL_TRANSITION": Meaning(
        "The registration's status does not allow this act.", "Use one of the commands that the message names."
    ),
    "RULE_INDIVIDUAL_NAME": Meaning(
        "A provider who is an individual was given a public name.", "Give individualName and leave name out."
    ),
    "RULE_INSPECTION_DAY": Meaning("The home was not registered on the day of the inspection.", "Check the day."),
    "RULE_INSPECTION_KIND": Meaning(
        "Ofsted did not make inspections of this kind on that day.", "Check the kind and the day."
    ),
    "RULE_INSTANTS_ORDER": Meaning("A time is before the time it must follow.", "Check both times."),
    "RULE_INSTANT_IN_FUTURE": Meaning("The time has not come yet.", "Record it when it has happened."),
    "RULE_INSTANT_ZONE": Meaning("The time has no zone.", "Add Z or an offset, such as +01:00."),
    "RULE_INTERVIEW_CLOSED": Meaning(
        "The interview was held, declined or not offered already.",
        "Read the interview again.",
    ),
    "RULE_IN_OWN_AREA": Meaning(
        "The child lives in the area of its own authority.", "No other authority is to be notified."
    ),
    "RULE_IN_THE_PAST": Meaning("The access would end before now.", "Give a later end."),
    "RULE_JUDGEMENT_MISSING": Meaning(
        "The report of a graded inspection lacks a judgement.", "Give the judgement that the field names."
    ),
    "RULE_LAST_LINE": Meaning(
        "Nothing ends the last line of the file, so nobody can tell whether its last cell was cut.",
        "Compare the row with the published file.",
    ),
    "RULE_LAST_SEEN": Meaning("Where a child was last seen has a command of its own.", "Use updateLastSeen."),
    "RULE_LEADERSHIP_CAPS": Meaning(
        "Leaders and managers are inadequate and the overall judgement is better than requires improvement.",
        "Check both judgements against the report.",
    ),
    "RULE_MAIN_PREMISES": Meaning(
        "A home has no main premises, or more than one.", "Mark exactly one building as the main premises."
    ),
    "RULE_MERGE_LOSES_REGISTRATION": Meaning(
        "The duplicate is registered and the home that would stay is not.", "Merge them the other way round."
    ),
    "RULE_MERGE_SELF": Meaning("A home was named as its own duplicate.", "Name two different homes."),
    "RULE_MERGE_SUCCESSOR": Meaning(
        "One of the homes is the registration that followed the other.",
        "Keep both: they are two registrations of one place.",
    ),
    "RULE_NEEDS": Meaning(
        "No kind of need is given, one is unknown, or one is given twice.", "Give each kind of need once, at least one."
    ),
    "RULE_NHS_NUMBER": Meaning(
        "The NHS number does not have 10 digits, or its last digit does not fit the others.",
        "Check the number, or leave it out.",
    ),
    "RULE_NOTHING_GIVEN": Meaning("The correction changes nothing.", "Give at least one field to correct."),
    "RULE_NOTICE_ENDED": Meaning(
        "The notice had ended by itself on the day it was to be lifted.", "Nothing: it is no longer in force."
    ),
    "RULE_NOTICE_KIND": Meaning(
        "This kind of notice is served by the command that suspends or cancels.",
        "Use suspendRegistration, liftSuspension or cancelRegistration.",
    ),
    "RULE_NOTICE_LIFTED": Meaning("The notice has been lifted before.", "Nothing: it is no longer in force."),
    "RULE_NOT_AN_INSPECTORATE": Meaning(
        "Access for an inspection was to be given to a body that is not an inspectorate.", "Name an inspectorate."
    ),
    "RULE_NOT_APPOINTED": Meaning(
        "Your organisation has not appointed you to do this.", "Ask the operator for the appointment."
    ),
    "RULE_NOT_FOUND": Meaning("The child was neither found nor is back.", "Send recordFound or recordReturn first."),
    "RULE_NOT_HELD": Meaning(
        "The interview was not held yet.",
        "Record it with completeInterview first.",
    ),
    "RULE_NOT_JUDGED_HERE": Meaning(
        "This judgement is not made for this kind of inspection, or of home.", "Leave the judgement out."
    ),
    "RULE_NOT_MERGED": Meaning("The home has not been merged into another.", "Check the reference number."),
    "RULE_NOT_OFFERED": Meaning(
        "The interview was not offered yet.",
        "Record the offer with offerInterview first.",
    ),
    "RULE_NOT_OWNER": Meaning(
        "Another force owns the episode: yours is asked to take it over.", "Send acceptOwnership first."
    ),
    "RULE_NOT_PLACED": Meaning(
        "The setting is care, and the child has no open placement that you may see.",
        "Check the setting. The responsible authority opens a placement with openPlacement.",
    ),
    "RULE_NOT_REGISTERED": Meaning("The home is not registered.", "Register it first, or check the reference number."),
    "RULE_NOT_TOGETHER": Meaning("The episodes are of one child, or not of one time.", "Check both identifiers."),
    "RULE_NOT_WANTED": Meaning("The field does not apply in this case.", "Leave the field out."),
    "RULE_NO_FORCE": Meaning(
        "A home can be opened only by an officer of a police force.", "Use a token that names your force."
    ),
    "RULE_NUMBER_FORM": Meaning(
        "The inspection's number is not 1 to 20 digits or capital letters.", "Copy it from Ofsted's list."
    ),
    "RULE_OPERATIONAL_STATUS": Meaning(
        "The status says not yet accommodating, but the first child has moved in.",
        "Give another operational status.",
    ),
    "RULE_OPERATION_ENDED": Meaning(
        "The status is one that a home of this registration cannot have: one that has ended is in none, a suspended "
        "one is not open.",
        "Leave the operational status out, or give null.",
    ),
    "RULE_PARENT_CYCLE": Meaning(
        "The parent is below the provider, or is the provider itself.", "Name another parent."
    ),
    "RULE_PLACES": Meaning("The number of places is below one.", "Give 1 or more."),
    "RULE_PLACES_CONDITION": Meaning(
        "A condition on places gives another number.", "Vary the condition, or give its number."
    ),
    "RULE_POSITION_FORM": Meaning("A cell is not a number of metres or degrees.", "Correct the cell."),
    "RULE_POSITION_OUTSIDE": Meaning("The position is not in England.", "Check the longitude and the latitude."),
    "RULE_POSITION_SWAPPED": Meaning("Longitude and latitude are swapped.", "Give longitude first."),
    "RULE_POSITION_WHOLE": Meaning(
        "A position lacks its longitude, its latitude or its precision.", "Give all three, or none."
    ),
    "RULE_POSTCODE_FORM": Meaning("The text is not a postcode.", "Check the postcode."),
    "RULE_POSTCODE_POSITION": Meaning(
        "The position is more than 5 km from where the postcode lies.", "Check the position and the postcode."
    ),
    "RULE_POST_HELD": Meaning(
        "Another person has the post on some of the days.", "Correct or withdraw the other person first."
    ),
    "RULE_POST_NOT_HELD": Meaning(
        "A correction names the holder of a post that nobody holds.",
        "Record who takes the post and from which day.",
    ),
    "RULE_POST_VACANT": Meaning("The post is vacant already.", "Nothing. To name somebody, say who takes the post."),
    "RULE_PREVIOUS_URN": Meaning(
        "The previous reference number is the home's own.", "Give the number the home had before, or leave it out."
    ),
    "RULE_PROTECTION_LIMITS": Meaning(
        "Help and protection are inadequate and the overall judgement is better than inadequate.",
        "Check both judgements against the report.",
    ),
    "RULE_PROVIDER_NAME": Meaning(
        "The provider has no name.", "Give individualName for an individual, name for any other kind."
    ),
    "RULE_PROVISION_TYPE": Meaning(
        "A home on the register now has a row about another kind of provider.", "Check the row with Ofsted."
    ),
    "RULE_PUBLISHED_OTHERWISE": Meaning(
        "Two published files give different days for the publication of one inspection. The first one told is kept.",
        "Look at the published report, and correct the day if it is wrong.",
    ),
    "RULE_PURPOSE_UNFIT": Meaning(
        "Access of this kind is not given for the purpose in the header Register-Purpose.",
        "Send one of the purposes that the message names, if it is yours.",
    ),
    "RULE_REASONS": Meaning(
        "An interview has no reason for which the child went missing.",
        "Give at least one reason in pushReasons or pullReasons.",
    ),
    "RULE_REASON_TOO_SHORT": Meaning("The reason is shorter than 10 characters.", "Say why, in words."),
    "RULE_REASON_UNCLEAR": Meaning(
        "The reason is not at least three different words.", "Say why, so that somebody who reviews it understands."
    ),
    "RULE_REGISTRATION_ENDED": Meaning(
        "The registration has ended.", "A record that was wrong can still be corrected with correctHome."
    ),
    "RULE_REGISTRATION_SUSPENDED": Meaning(
        "The registration is suspended, so no child may move in.", "Lift the suspension first."
    ),
    "RULE_REQUIRED": Meaning("The field is needed here.", "Give a value."),
    "RULE_RESPONSIBLE_INDIVIDUAL": Meaning(
        "The provider is an organisation and no responsible individual is named.", "Give responsibleIndividual."
    ),
    "RULE_REVIEW": Meaning(
        "The day of the review is not within the next six months.",
        "Give a day after today, at most six months ahead.",
    ),
    "RULE_RISK_LEVEL": Meaning(
        "The version of the scale does not have this level.",
        "Use very low with the current scheme, no apparent risk with that of 2017.",
    ),
    "RULE_ROW_SHAPE": Meaning("A row of the file has too few or too many cells.", "Correct the row."),
    "RULE_SAME_FORCE": Meaning(
        "The force owns the episode already.",
        "Name another force.",
    ),
    "RULE_SAME_PROVIDER": Meaning("The provider already runs this home.", "Name another provider."),
    "RULE_SECOND_PERSON": Meaning(
        "A person tried to approve what the same person asked for, holds or submitted.", "Ask another person."
    ),
    "RULE_SECURE_APPROVAL": Meaning(
        "A secure children's home has no approval (section 25), or another home has one.",
        "Check the kind of home and secureApproved.",
    ),
    "RULE_SECURE_PLACES": Meaning(
        "Secure places come without approval, are below one, or are more than the home's places.",
        "Check securePlaces, secureApproved and places.",
    ),
    "RULE_SPOILT_NUMBER": Meaning(
        "A spreadsheet has shortened a long number, such as 1.02E+07. The fact was left out.",
        "Take the number from the published file, and record the fact.",
    ),
    "RULE_STATUS_DAYS": Meaning(
        "The registration's first or last day does not go with its status.", "Check the days and the status."
    ),
    "RULE_TAKEN_OVER": Meaning(
        "No force is asked to take the episode over, or another one is.",
        "Read the episode again.",
    ),
    "RULE_TELEPHONE_FORM": Meaning(
        "The telephone number is not in E.164 form.", "Write + and the country code first, such as +441632960000."
    ),
    "RULE_TEXT_CONTROL": Meaning(
        "The text holds a control character, a line break or a character that cannot be stored.",
        "Remove that character.",
    ),
    "RULE_TEXT_DIRECTION": Meaning(
        "The text holds a character that changes the direction of writing.", "Remove that character."
    ),
    "RULE_TEXT_EMPTY": Meaning("The text has no visible character.", "Give a text, or leave the field out."),
    "RULE_TEXT_FORMULA": Meaning(
        "A cell of the file begins as a spreadsheet formula.", "Put an apostrophe before the text."
    ),
    "RULE_TEXT_INVISIBLE": Meaning(
        "The text holds a character that cannot be seen, such as a zero-width space or a byte-order mark.",
        "Remove that character.",
    ),
    "RULE_TEXT_NOT_COMPOSED": Meaning(
        "The text is not in Unicode's composed form (NFC).", "Normalise the text to NFC before sending it."
    ),
    "RULE_TEXT_SURROGATE": Meaning("The text holds half a character.", "Send the text as UTF-8."),
    "RULE_TEXT_TOO_LONG": Meaning("The text is longer than its field allows.", "Shorten it."),
    "RULE_TOO_LONG_OPEN": Meaning(
        "The access would be open for longer than is allowed.", "Ask for the time that the message names."
    ),
    "RULE_TOO_MANY_AREAS": Meaning(
        "Access for an inspection names more areas than are allowed.", "Ask for the areas that are inspected."
    ),
    "RULE_TOO_MANY_PEOPLE": Meaning(
        "Access for an inspection names more people than are allowed.", "Name the people who inspect."
    ),
    "RULE_UPN": Meaning(
        "The UPN does not have its form, or its first letter does not fit the rest.",
        "Check the number, or leave it out.",
    ),
    "RULE_UPRN_FORM": Meaning("The UPRN is not 1 to 12 digits.", "Check the number."),
    "RULE_URN_FORM": Meaning("The reference number is not SC and six digits, or seven digits.", "Check the number."),
    "RULE_USRN_FORM": Meaning("The USRN is not 1 to 8 digits.", "Check the number."),
    "RULE_WHOLE_NUMBER": Meaning("A cell of the file is not a whole number.", "Correct the cell."),
}
_OF_CHILDREN = (EPISODE_REPORT_PROBLEMS, EXEMPTION_PROBLEMS, MATCH_PROBLEMS, PLACEMENT_PROBLEMS, SHIELD_PROBLEMS)
_OF_AREAS = (AREA_PROBLEMS, FINDING_PROBLEMS, PUBLISHED_PROBLEMS, TARGET_PROBLEMS)
_PARTS = (OTHER_PROBLEMS, RETURN_PROBLEMS, *_OF_AREAS, *_OF_CHILDREN)
PROBLEMS: Mapping[str, Meaning] = dict(sorted(each for part in _PARTS for each in part.items()))
