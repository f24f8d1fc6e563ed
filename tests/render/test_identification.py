"""What a file says of itself beside PDF/A."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pydyf

from bcdr.render.identification import identify

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
PACKET = (
    b'<?xpacket?><x xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF><rdf:Description/></rdf:RDF></x>'
)


def test_the_one_description_of_the_file_gets_a_second_standard_and_its_schema() -> None:
    file = pydyf.PDF()
    metadata = pydyf.Stream([PACKET])
    file.add_object(metadata)
    file.catalog["Metadata"] = metadata.reference
    identify(file)
    packet = re.sub(rb"<\?.*?\?>", b"", b"".join(metadata.stream))
    (rdf,) = ET.fromstring(packet).iter(f"{RDF}RDF")
    assert [d.get(UA) for d in rdf if d.get(UA)] == ["1"]
    assert [s.text for s in rdf.iter(SCHEMA)] == ["http://www.aiim.org/pdfua/ns/id/"]
