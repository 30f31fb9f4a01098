"""QGIS without its windows, run by the distribution's own Python: it opens a layer as its dialog does, and reads it."""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import QgsApplication, QgsFeatureRequest, QgsVectorLayer


def _read(url: str, layer: str, user: str, password: str, where: str) -> dict[str, object]:
    source = f"url='{url}/ogc' typename='{layer}' username='{user}' password='{password}' pageSize='2'"
    opened = QgsVectorLayer(source, layer, "OAPIF")
    if not opened.isValid():
        return {"valid": False, "error": opened.error().message() + opened.dataProvider().error().message()}
    asked = QgsFeatureRequest()
    asked.setFilterExpression(where)
    return {
        "valid": True,
        "count": opened.featureCount(),
        "urns": sorted(each["urn"] for each in opened.getFeatures()),
        "points": sum(not each.geometry().isNull() for each in opened.getFeatures()),
        "found": sorted(each["urn"] for each in opened.getFeatures(asked)),
        "crs": opened.crs().authid(),
    }


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    sys.stdout.write(json.dumps(_read(**json.loads(sys.argv[1]))))
    sys.stdout.flush()
    # QGIS may end badly while it clears away what it read.
    os._exit(0)
