"""Questions for everybody and for those who answer them, a visitor's own words, places at the door."""

from starlette.requests import Request
from starlette.routing import Route

from backend.accounts.guard import actor, allow
from backend.accounts.rules import Role
from backend.agenda import queries as agenda
from backend.core.errors import NotFound
from backend.devices import queries as devices
from backend.devices.guard import device
from backend.event.queries import zone
from backend.participation import places, queries, questions
from backend.participation.rules import PlacesState, QuestionState
from backend.participation.schemas import (
    Feedback,
    HandledQuestion,
    HandledQuestions,
    Mine,
    PlacesChange,
    PlacesSaid,
    PublicQuestions,
    QuestionChange,
)
from backend.web.body import operation
from backend.web.state import now
from backend.web.tagged import tagged


@tagged
@operation("A session's questions, those with the most votes first")
async def get_questions(request: Request) -> PublicQuestions:
    """Return those that are not hidden, at most 200."""
    session = request.path_params["id"]
    await agenda.require_session(session)
    return PublicQuestions(await queries.public_questions(session, await zone()))


@operation("What is the visitor's, as all their phones made it", security="device")
async def get_mine(request: Request) -> Mine:
    """Return preferences and what they said; stars and inbox have addresses of their own."""
    caller = await device(request)
    return Mine(
        await devices.shared_preferences(caller.visitor_id),
        await queries.opinions(caller.visitor_id, await zone()),
    )


async def _own_sessions(request: Request) -> list[str]:
    speaker = actor(request).speaker
    if speaker is None:
        raise NotFound("You are signed in, but as no speaker of this programme.")
    return await agenda.sessions_of_speaker(speaker)


@allow(Role.SPEAKER)
@operation("The questions to my sessions, hidden ones included", security="person")
async def get_speaker_questions(request: Request) -> HandledQuestions:
    """Return those with the most votes first."""
    return HandledQuestions(await queries.handled_questions(await _own_sessions(request), await zone()))


@allow(Role.SPEAKER)
@operation("Mark a question to my session answered, hide it or show it again", security="person")
async def put_speaker_question(request: Request, body: QuestionChange) -> HandledQuestion:
    """Return it as it then stands."""
    question, sessions = request.path_params["id"], await _own_sessions(request)
    await questions.handle(
        actor(request), question, QuestionState(body.state), now=now(request), sessions=sessions
    )
    return await queries.handled_question(question, await zone())


@allow(Role.ORGANIZER)
@operation("What visitors said of a session", security="person")
async def get_feedback(request: Request) -> Feedback:
    """Return questions in all states, and ratings."""
    session = request.path_params["id"]
    await agenda.require_session(session)
    return Feedback(await queries.handled_questions([session], await zone()), await queries.ratings(session))


@allow(Role.ORGANIZER)
@operation("Mark a question answered, hide it or show it again", security="person")
async def put_organizer_question(request: Request, body: QuestionChange) -> HandledQuestion:
    """Return it as it then stands."""
    question = request.path_params["id"]
    await questions.handle(actor(request), question, QuestionState(body.state), now=now(request))
    return await queries.handled_question(question, await zone())


@allow(Role.CREW)
@operation("Say at the door of a session how many places are left", security="person")
async def put_places(request: Request, body: PlacesChange) -> PlacesSaid:
    """Return what is said then, and since when."""
    session = request.path_params["id"]
    state = None if body.state is None else PlacesState(body.state)
    at = await places.say(actor(request), session, state, now=now(request))
    return PlacesSaid(session, body.state, at.astimezone(await zone()))


routes = [
    Route("/device/mine", get_mine, methods=["GET"]),
    Route("/sessions/{id}/questions", get_questions, methods=["GET"]),
    Route("/speaker/questions", get_speaker_questions, methods=["GET"]),
    Route("/speaker/questions/{id}", put_speaker_question, methods=["PUT"]),
    Route("/organizer/sessions/{id}/feedback", get_feedback, methods=["GET"]),
    Route("/organizer/sessions/{id}/places", put_places, methods=["PUT"]),
    Route("/organizer/questions/{id}", put_organizer_question, methods=["PUT"]),
]
