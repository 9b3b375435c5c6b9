package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.amf.AmfValue.AmfObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places where encoders put host, app, stream and query. */
class NamesTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // tcUrl, app, name, host, app, stream, query
        "rtmp://h/live, live, demo01, h, live, demo01, ''",
        "rtmp://h/live, live, demo01?k=1&v=2, h, live, demo01, k=1&v=2",
        "rtmp://h/live?k=1, live?k=1, demo01, h, live, demo01, k=1",
        "rtmp://h/live?k=1, live, demo01, h, live, demo01, k=1",
        "rtmp://h/live?a=1, live?b=2, demo01?c=3, h, live, demo01, c=3&b=2&a=1",
        "rtmp://h/live/, live/, /demo01, h, live, demo01, ''",
        "rtmp://h/live/demo01, live/demo01, '', h, live, demo01, ''",
        "rtmp://h/live/demo01?k=1, live/demo01?k=1, '', h, live, demo01, k=1",
        "rtmp://h/live, '', demo01, h, live, demo01, ''",
        "rtmp://h/live?k=1, -, demo01, h, live, demo01, k=1",
        "rtmp://h/live, live, a/b, h, live, a/b, ''",
        "rtmp://h/live, live, ?k=1, h, live, '', k=1",
        "-, live, demo01, '', live, demo01, ''",
        "nonsense, live, demo01, '', live, demo01, ''",
        "rtmps://Push.Example.COM:1936/live, live, demo01, push.example.com, live, demo01, ''",
        "rtmp://user:pass@h:1935/live, live, demo01, h, live, demo01, ''",
        "rtmp://[::1]:1935/live, live, demo01, [::1], live, demo01, ''",
        "rtmp://[2001:DB8::1]/live, live, demo01, [2001:db8::1], live, demo01, ''",
        "rtmp://h, live, demo01, h, live, demo01, ''",
        "rtmp://h?k=1, live, demo01, h, live, demo01, k=1",
        "rtmp:///live, live, demo01, '', live, demo01, ''",
        "rtmp://h/live@2, live@2, demo01, h, live@2, demo01, ''"
      })
  void findsWhatAnEncoderMeans(
      String tcUrl,
      String app,
      String name,
      String host,
      String wantedApp,
      String stream,
      String query) {
    Conversation talk = Conversation.afterHandshake();
    var said = AmfObject.builder();
    if (tcUrl != null) {
      said.put("tcUrl", tcUrl);
    }
    if (app != null) {
      said.put("app", app);
    }
    talk.connect(said.toObject());
    talk.call("publish", 0, name);
    assertThat(talk.actions())
        .last()
        .isInstanceOfSatisfying(
            SessionAction.PublishRequested.class,
            wish -> {
              assertThat(wish.request().host()).isEqualTo(host);
              assertThat(wish.request().app()).isEqualTo(wantedApp);
              assertThat(wish.request().stream()).isEqualTo(stream);
              assertThat(wish.request().query()).isEqualTo(query);
            });
  }
}
