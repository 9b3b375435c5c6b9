package dev.weir.runtime.storage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of answers: flat lists of elements that have a text each. Pure. */
final class S3Answer {

  /** Larger than a listing of 1,000 objects with the longest names. */
  private static final int MAX_BYTES = 4 << 20;

  private static final XMLInputFactory READERS = readers();

  private S3Answer() {}

  private static XMLInputFactory readers() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * The texts within each element of a name, by their own names; closes {@code body}.
   *
   * @param element such as {@code Contents}
   */
  static List<Map<String, String>> each(InputStream body, String element) {
    try (body) {
      return read(body.readNBytes(MAX_BYTES), element);
    } catch (IOException | XMLStreamException unreadable) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "answer=unreadable " + unreadable);
    }
  }

  /** The texts within the first element that has one of these names; closes {@code body}. */
  static Map<String, String> first(InputStream body, String... elements) {
    try (body) {
      byte[] text = body.readNBytes(MAX_BYTES);
      for (String element : elements) {
        List<Map<String, String>> found = read(text, element);
        if (!found.isEmpty()) {
          return found.getFirst();
        }
      }
      return Map.of();
    } catch (IOException | XMLStreamException unreadable) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "answer=unreadable " + unreadable);
    }
  }

  /** The code of an error; empty for one without. */
  static String error(byte[] body) {
    try {
      List<Map<String, String>> errors = read(body, "Error");
      return errors.isEmpty() ? "" : errors.getFirst().getOrDefault("Code", "");
    } catch (XMLStreamException noError) {
      return "";
    }
  }

  private static List<Map<String, String>> read(byte[] body, String element)
      throws XMLStreamException {
    List<Map<String, String>> found = new ArrayList<>();
    if (body.length == 0) {
      return found;
    }
    XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
    Map<String, String> open = new HashMap<>();
    String text = "";
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          text = "";
          if (reader.getLocalName().equals(element)) {
            open = new HashMap<>();
          }
        }
        case XMLStreamConstants.CHARACTERS -> text = reader.getText();
        case XMLStreamConstants.END_ELEMENT -> {
          open.put(reader.getLocalName(), text);
          if (reader.getLocalName().equals(element)) {
            found.add(open);
            open = new HashMap<>();
          }
        }
        default -> {}
      }
    }
    return found;
  }
}
