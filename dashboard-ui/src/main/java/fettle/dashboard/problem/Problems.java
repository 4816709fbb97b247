package fettle.dashboard.problem;

import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.link.LinkOver;
import fettle.dashboard.link.LinksOff;
import fettle.dashboard.store.StoreAway;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** From what the API throws to problem documents. */
public final class Problems {

  @ServerExceptionMapper
  RestResponse<Problem> badParameter(BadParameter bad) {
    return answer(Response.Status.BAD_REQUEST, "Bad parameter", bad.getMessage(), bad.parameter());
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownMachine(UnknownMachine unknown) {
    return answer(Response.Status.NOT_FOUND, "Unknown machine", unknown.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownModel(UnknownModel unknown) {
    return answer(Response.Status.NOT_FOUND, "Unknown model", unknown.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownAlarm(UnknownAlarm unknown) {
    return answer(Response.Status.NOT_FOUND, "Unknown alarm", unknown.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> badRows(BadRows bad) {
    return answer(Response.Status.BAD_REQUEST, "Bad rows", bad.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> decisionsFull(DecisionsFull full) {
    return answer(Response.Status.CONFLICT, "Too many wait", full.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> askedAlready(AskedAlready asked) {
    return answer(Response.Status.CONFLICT, "Asked for already", asked.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> nobodyTakes(NobodyTakes nobody) {
    return answer(Response.Status.CONFLICT, "No gateway takes commands", nobody.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> tooManyCommands(TooManyCommands many) {
    return answer(Response.Status.CONFLICT, "Too many wait", many.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> askedMeanwhile(AskedMeanwhile meanwhile) {
    return answer(Response.Status.CONFLICT, "Asked meanwhile", meanwhile.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> descriptionChanged(DescriptionChanged changed) {
    return answer(
        new Problem(
            "Changed since",
            Response.Status.CONFLICT.getStatusCode(),
            changed.getMessage(),
            "version",
            changed.by()));
  }

  @ServerExceptionMapper
  RestResponse<Problem> storeAway(StoreAway away) {
    return answer(
        Response.Status.SERVICE_UNAVAILABLE, "The store is away", away.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> linkOver(LinkOver over) {
    return answer(Response.Status.NOT_FOUND, "No such link", over.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> linksOff(LinksOff off) {
    return answer(Response.Status.CONFLICT, "Links are off", off.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> tooManyLinks(TooManyLinks many) {
    return answer(Response.Status.CONFLICT, "Too many links", many.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> unknownLink(UnknownLink unknown) {
    return answer(Response.Status.NOT_FOUND, "No such link", unknown.getMessage(), null);
  }

  @ServerExceptionMapper
  RestResponse<Problem> lakeAway(LakeAway away) {
    return answer(Response.Status.SERVICE_UNAVAILABLE, "The lake is away", away.getMessage(), null);
  }

  private static RestResponse<Problem> answer(
      Response.Status status, String title, String detail, String parameter) {
    return answer(new Problem(title, status.getStatusCode(), detail, parameter));
  }

  private static RestResponse<Problem> answer(Problem problem) {
    return ResponseBuilder.create(RestResponse.Status.fromStatusCode(problem.status()), problem)
        .type(Problem.TYPE)
        .build();
  }
}
